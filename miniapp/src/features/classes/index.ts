export { useClasses } from './classes.queries';
export { MyClasses } from './components/my-classes';
export { ClassesScreen } from './screens/classes-screen';
