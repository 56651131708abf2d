import { DoorCodeScreen } from '@/features/papers';
import { SignedIn } from '@/features/sign-in';

export default function DoorCodePage() {
  return (
    <SignedIn>
      <DoorCodeScreen />
    </SignedIn>
  );
}
