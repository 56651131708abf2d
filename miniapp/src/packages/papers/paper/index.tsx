import '../signing.scss';
import { PaperScreen } from '@/features/signing';
import { SignedIn } from '@/features/sign-in';

export default function PaperPage() {
  return (
    <SignedIn>
      <PaperScreen />
    </SignedIn>
  );
}
