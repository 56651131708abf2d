import { ExportsScreen } from '@/features/exports';
import { SignedIn } from '@/features/sign-in';

export default function ExportsPage() {
  return (
    <SignedIn>
      <ExportsScreen />
    </SignedIn>
  );
}
