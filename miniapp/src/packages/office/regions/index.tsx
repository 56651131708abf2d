import { RegionsScreen } from '@/features/regions';
import { SignedIn } from '@/features/sign-in';

export default function RegionsPage() {
  return (
    <SignedIn>
      <RegionsScreen />
    </SignedIn>
  );
}
