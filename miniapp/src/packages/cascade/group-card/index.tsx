import '../office.scss';
import { GroupCardScreen } from '@/features/chat-groups';
import { SignedIn } from '@/features/sign-in';

export default function GroupCardPage() {
  return (
    <SignedIn>
      <GroupCardScreen />
    </SignedIn>
  );
}
