import { RegisterDoorScreen } from '@/features/doors';
import { SignedIn } from '@/features/sign-in';

export default function RegisterDoorPage() {
  return (
    <SignedIn>
      <RegisterDoorScreen />
    </SignedIn>
  );
}
