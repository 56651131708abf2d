export { InboxScreen } from './screens/inbox-screen';
