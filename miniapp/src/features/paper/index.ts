export { PaperScreen } from './screens/paper-screen';
