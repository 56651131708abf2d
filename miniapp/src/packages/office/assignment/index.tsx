import { AssignmentScreen } from '@/features/assignment';
import { SignedIn } from '@/features/sign-in';

export default function AssignmentPage() {
  return (
    <SignedIn>
      <AssignmentScreen />
    </SignedIn>
  );
}
