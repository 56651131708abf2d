import { MyPapersScreen } from '@/features/papers';
import { SignedIn } from '@/features/sign-in';

export default function MyPapersPage() {
  return (
    <SignedIn>
      <MyPapersScreen />
    </SignedIn>
  );
}
