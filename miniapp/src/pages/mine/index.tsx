import { MineScreen } from '@/features/mine';
import { SignedIn } from '@/features/sign-in';

export default function MinePage() {
  return (
    <SignedIn>
      <MineScreen />
    </SignedIn>
  );
}
