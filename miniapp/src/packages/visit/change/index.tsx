import { ChangeDoorScreen } from '@/features/doors';
import { SignedIn } from '@/features/sign-in';

export default function ChangeDoorPage() {
  return (
    <SignedIn>
      <ChangeDoorScreen />
    </SignedIn>
  );
}
