import { ResidentsScreen } from '@/features/doors';
import { SignedIn } from '@/features/sign-in';

export default function ResidentsPage() {
  return (
    <SignedIn>
      <ResidentsScreen />
    </SignedIn>
  );
}
