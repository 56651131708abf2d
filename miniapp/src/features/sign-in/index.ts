export { SignedIn } from './components/signed-in';
export { startOverAtSignOut } from './start-over';
