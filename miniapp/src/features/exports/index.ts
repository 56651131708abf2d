export { ExportsScreen } from './screens/exports-screen';
