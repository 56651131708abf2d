import '../office.scss';
import { ComposeScreen } from '@/features/directives';
import { SignedIn } from '@/features/sign-in';

export default function ComposePage() {
  return (
    <SignedIn>
      <ComposeScreen />
    </SignedIn>
  );
}
