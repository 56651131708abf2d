import { WarningScreen } from '@/features/warnings';
import { SignedIn } from '@/features/sign-in';

export default function WarningPage() {
  return (
    <SignedIn>
      <WarningScreen />
    </SignedIn>
  );
}
