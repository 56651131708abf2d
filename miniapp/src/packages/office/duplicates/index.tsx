import { DuplicatesScreen } from '@/features/duplicates';
import { SignedIn } from '@/features/sign-in';

export default function DuplicatesPage() {
  return (
    <SignedIn>
      <DuplicatesScreen />
    </SignedIn>
  );
}
