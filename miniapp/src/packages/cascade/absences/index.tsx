import '../office.scss';
import { AbsencesScreen } from '@/features/chat-groups';
import { SignedIn } from '@/features/sign-in';

export default function AbsencesPage() {
  return (
    <SignedIn>
      <AbsencesScreen />
    </SignedIn>
  );
}
