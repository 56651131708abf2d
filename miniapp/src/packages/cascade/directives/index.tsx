import '../relays.scss';
import '../office.scss';
import { DirectivesScreen } from '@/features/directives';
import { SignedIn } from '@/features/sign-in';

export default function DirectivesPage() {
  return (
    <SignedIn>
      <DirectivesScreen />
    </SignedIn>
  );
}
