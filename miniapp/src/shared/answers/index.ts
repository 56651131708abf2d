export type { Answered } from './answers';
export { mutateThen } from './mutate-then';
export { useAnswer } from './use-answer';
export { useSettled } from './use-settled';
