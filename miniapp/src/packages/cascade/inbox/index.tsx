import { InboxScreen } from '@/features/inbox';
import { SignedIn } from '@/features/sign-in';

export default function InboxPage() {
  return (
    <SignedIn>
      <InboxScreen />
    </SignedIn>
  );
}
