import { LettersScreen } from '@/features/letters';
import { SignedIn } from '@/features/sign-in';

export default function LettersPage() {
  return (
    <SignedIn>
      <LettersScreen />
    </SignedIn>
  );
}
