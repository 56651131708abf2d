import { AlertsScreen } from '@/features/alerts';
import { SignedIn } from '@/features/sign-in';

export default function AlertsPage() {
  return (
    <SignedIn>
      <AlertsScreen />
    </SignedIn>
  );
}
