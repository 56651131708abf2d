export { LettersScreen } from './screens/letters-screen';
export { LetterRoundScreen } from './screens/letter-round-screen';
