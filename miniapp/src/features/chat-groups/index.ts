export { GroupsScreen } from './screens/groups-screen';
export { GroupScreen } from './screens/group-screen';
export { GroupCardScreen } from './screens/group-card-screen';
export { JoinsScreen } from './screens/joins-screen';
export { AbsencesScreen } from './screens/absences-screen';
export { useCascadePlans, type CascadePlan } from './plans.queries';
