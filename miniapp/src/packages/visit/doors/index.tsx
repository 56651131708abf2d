import { DoorsScreen } from '@/features/doors';
import { SignedIn } from '@/features/sign-in';

export default function DoorsPage() {
  return (
    <SignedIn>
      <DoorsScreen />
    </SignedIn>
  );
}
