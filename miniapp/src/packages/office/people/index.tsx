import { RosterScreen } from '@/features/roster';
import { SignedIn } from '@/features/sign-in';

export default function PeoplePage() {
  return (
    <SignedIn>
      <RosterScreen />
    </SignedIn>
  );
}
