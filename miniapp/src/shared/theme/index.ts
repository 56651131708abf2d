export { elderStyle, useElderMode } from './elder-mode';
