export { useDecideExclusion, useExclusions } from './exclusions.queries';
export { ExclusionsScreen } from './screens/exclusions-screen';
