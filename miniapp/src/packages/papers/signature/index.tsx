import { SignatureScreen } from '@/features/papers';
import { SignedIn } from '@/features/sign-in';

export default function SignaturePage() {
  return (
    <SignedIn>
      <SignatureScreen />
    </SignedIn>
  );
}
