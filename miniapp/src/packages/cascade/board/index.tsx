import '../relays.scss';
import '../office.scss';
import { BoardScreen } from '@/features/directives';
import { SignedIn } from '@/features/sign-in';

export default function BoardPage() {
  return (
    <SignedIn>
      <BoardScreen />
    </SignedIn>
  );
}
