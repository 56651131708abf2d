import '../office.scss';
import { GroupScreen } from '@/features/chat-groups';
import { SignedIn } from '@/features/sign-in';

export default function GroupPage() {
  return (
    <SignedIn>
      <GroupScreen />
    </SignedIn>
  );
}
