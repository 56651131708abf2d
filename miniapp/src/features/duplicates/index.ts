export { DuplicatesScreen } from './screens/duplicates-screen';
