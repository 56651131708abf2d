import { ImportScreen } from '@/features/imports';
import { SignedIn } from '@/features/sign-in';

export default function ImportPage() {
  return (
    <SignedIn>
      <ImportScreen />
    </SignedIn>
  );
}
