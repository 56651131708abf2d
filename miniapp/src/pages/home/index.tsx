import { HomeScreen } from '@/features/home';
import { SignedIn } from '@/features/sign-in';

export default function HomePage() {
  return (
    <SignedIn>
      <HomeScreen />
    </SignedIn>
  );
}
