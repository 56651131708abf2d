export { AlertsScreen } from './screens/alerts-screen';
