import { UnsignedScreen } from '@/features/papers';
import { SignedIn } from '@/features/sign-in';

export default function UnsignedPage() {
  return (
    <SignedIn>
      <UnsignedScreen />
    </SignedIn>
  );
}
