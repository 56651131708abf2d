import { SyncScreen } from '@/features/sync';
import { SignedIn } from '@/features/sign-in';

export default function SyncPage() {
  return (
    <SignedIn>
      <SyncScreen />
    </SignedIn>
  );
}
