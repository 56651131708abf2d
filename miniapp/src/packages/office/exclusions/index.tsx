import { ExclusionsScreen } from '@/features/exclusions';
import { SignedIn } from '@/features/sign-in';

export default function ExclusionsPage() {
  return (
    <SignedIn>
      <ExclusionsScreen />
    </SignedIn>
  );
}
