import '../relays.scss';
import { RelayScreen } from '@/features/relays';
import { SignedIn } from '@/features/sign-in';

export default function RelayPage() {
  return (
    <SignedIn>
      <RelayScreen />
    </SignedIn>
  );
}
