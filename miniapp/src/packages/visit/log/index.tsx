import { LogVisitScreen } from '@/features/visits';
import { SignedIn } from '@/features/sign-in';

export default function LogVisitPage() {
  return (
    <SignedIn>
      <LogVisitScreen />
    </SignedIn>
  );
}
