import { DoorScreen } from '@/features/doors';
import { SignedIn } from '@/features/sign-in';

export default function DoorPage() {
  return (
    <SignedIn>
      <DoorScreen />
    </SignedIn>
  );
}
