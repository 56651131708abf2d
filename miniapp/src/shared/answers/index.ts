export type { Answered } from './answers';
export { useAnswer } from './use-answer';
export { useSettled } from './use-settled';
