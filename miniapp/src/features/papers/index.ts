export { HouseholdPapers, HouseholdPapersEntry } from './components/household-papers';
export { useMyLetters, useMyPapers } from './own-papers.queries';
export { MyPapersEntry } from './components/my-papers-entry';
export { MyPapersScreen } from './screens/my-papers-screen';
export { ScanScreen } from './screens/scan-screen';
export { DoorCodeScreen } from './screens/door-code-screen';
export { SignatureScreen } from './screens/signature-screen';
export { UnsignedScreen } from './screens/unsigned-screen';
