import { QuarantineScreen } from '@/features/quarantine';
import { SignedIn } from '@/features/sign-in';

export default function QuarantinePage() {
  return (
    <SignedIn>
      <QuarantineScreen />
    </SignedIn>
  );
}
