import '../signing.scss';
import { SittingScreen } from '@/features/signing';
import { SignedIn } from '@/features/sign-in';

export default function SittingPage() {
  return (
    <SignedIn>
      <SittingScreen />
    </SignedIn>
  );
}
