export { MineScreen } from './screens/mine-screen';
