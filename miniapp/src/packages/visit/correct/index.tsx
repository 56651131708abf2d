import { CorrectVisitScreen } from '@/features/visits';
import { SignedIn } from '@/features/sign-in';

export default function CorrectVisitPage() {
  return (
    <SignedIn>
      <CorrectVisitScreen />
    </SignedIn>
  );
}
