export { ImportScreen } from './screens/import-screen';
export { ImportsScreen } from './screens/imports-screen';
