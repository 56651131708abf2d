import '../office.scss';
import { GroupsScreen } from '@/features/chat-groups';
import { SignedIn } from '@/features/sign-in';

export default function GroupsPage() {
  return (
    <SignedIn>
      <GroupsScreen />
    </SignedIn>
  );
}
