import { ScanScreen } from '@/features/papers';
import { SignedIn } from '@/features/sign-in';

export default function ScanPage() {
  return (
    <SignedIn>
      <ScanScreen />
    </SignedIn>
  );
}
