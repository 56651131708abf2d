import '../office.scss';
import { JoinsScreen } from '@/features/chat-groups';
import { SignedIn } from '@/features/sign-in';

export default function JoinsPage() {
  return (
    <SignedIn>
      <JoinsScreen />
    </SignedIn>
  );
}
