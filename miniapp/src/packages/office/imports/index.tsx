import { ImportsScreen } from '@/features/imports';
import { SignedIn } from '@/features/sign-in';

export default function ImportsPage() {
  return (
    <SignedIn>
      <ImportsScreen />
    </SignedIn>
  );
}
