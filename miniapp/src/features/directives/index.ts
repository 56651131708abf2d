export { DirectivesScreen } from './screens/directives-screen';
export { ComposeScreen } from './screens/compose-screen';
export { BoardScreen } from './screens/board-screen';
