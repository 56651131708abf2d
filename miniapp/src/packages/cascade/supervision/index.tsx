import '../relays.scss';
import { SupervisionScreen } from '@/features/relays';
import { SignedIn } from '@/features/sign-in';

export default function SupervisionPage() {
  return (
    <SignedIn>
      <SupervisionScreen />
    </SignedIn>
  );
}
