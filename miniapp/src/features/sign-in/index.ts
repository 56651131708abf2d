export { SignedIn } from './components/signed-in';
