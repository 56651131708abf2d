export { usePeople } from './roster.queries';
export { RosterScreen } from './screens/roster-screen';
