import { VisitScreen } from '@/features/visits';
import { SignedIn } from '@/features/sign-in';

export default function VisitPage() {
  return (
    <SignedIn>
      <VisitScreen />
    </SignedIn>
  );
}
