import { LetterRoundScreen } from '@/features/letters';
import { SignedIn } from '@/features/sign-in';

export default function LetterRoundPage() {
  return (
    <SignedIn>
      <LetterRoundScreen />
    </SignedIn>
  );
}
