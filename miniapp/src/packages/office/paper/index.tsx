import { PaperScreen } from '@/features/paper';
import { SignedIn } from '@/features/sign-in';

export default function PaperPage() {
  return (
    <SignedIn>
      <PaperScreen />
    </SignedIn>
  );
}
