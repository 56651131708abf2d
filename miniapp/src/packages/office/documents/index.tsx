import { DocumentsScreen } from '@/features/documents';
import { SignedIn } from '@/features/sign-in';

export default function DocumentsPage() {
  return (
    <SignedIn>
      <DocumentsScreen />
    </SignedIn>
  );
}
