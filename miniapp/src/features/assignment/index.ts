export { AssignmentScreen } from './screens/assignment-screen';
