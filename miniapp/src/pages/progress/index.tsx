import { ProgressScreen } from '@/features/coverage';
import { SignedIn } from '@/features/sign-in';

export default function ProgressPage() {
  return (
    <SignedIn>
      <ProgressScreen />
    </SignedIn>
  );
}
