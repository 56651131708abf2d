import { ReportScreen } from '@/features/warnings';
import { SignedIn } from '@/features/sign-in';

export default function ReportPage() {
  return (
    <SignedIn>
      <ReportScreen />
    </SignedIn>
  );
}
