import { ClassesScreen } from '@/features/classes';
import { SignedIn } from '@/features/sign-in';

export default function ClassesPage() {
  return (
    <SignedIn>
      <ClassesScreen />
    </SignedIn>
  );
}
