import { ConflictScreen } from '@/features/sync';
import { SignedIn } from '@/features/sign-in';

export default function ConflictPage() {
  return (
    <SignedIn>
      <ConflictScreen />
    </SignedIn>
  );
}
