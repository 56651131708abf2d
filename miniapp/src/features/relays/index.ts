export { RelayScreen } from './screens/relay-screen';
export { SupervisionScreen } from './screens/supervision-screen';
