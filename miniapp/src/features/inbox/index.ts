export { InboxEntry } from './components/inbox-entry';
export { InboxScreen } from './screens/inbox-screen';
