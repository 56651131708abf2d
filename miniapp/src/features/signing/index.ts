export { SittingScreen } from './screens/sitting-screen';
export { PaperScreen } from './screens/paper-screen';
