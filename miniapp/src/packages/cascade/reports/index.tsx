import { ReportsScreen } from '@/features/warnings';
import { SignedIn } from '@/features/sign-in';

export default function ReportsPage() {
  return (
    <SignedIn>
      <ReportsScreen />
    </SignedIn>
  );
}
