export { usePeople, type People, type PeopleQuestion } from './roster.queries';
export { postText, type Person } from './roster.rules';
export { PersonChoice } from './components/person-choice';
export { RosterScreen } from './screens/roster-screen';
