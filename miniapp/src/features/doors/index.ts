export { dayPlan, type DayItem, type DayPlan, type DayReason } from './day-plan.rules';
export { compareCodes, countsByState, doorState, type DoorState, type LocalDoor } from './door.rules';
export {
  MOST_FOUND,
  revealPhone,
  useDoorPages,
  useDoorRecord,
  useRemoteDoor,
  useWholeDoorList,
  type DoorRecord,
  type WholeDoorList,
} from './doors.queries';
export { startSync, useDoor, useDoors, useDoorStore } from './doors.store';
export { openPapers, signingName } from './paper.rules';
export { DoorRow } from './components/door-row';
export { FoundMost } from './components/door-rows';
export { DoorsFor, DoorSearchField } from './components/door-search';
export {
  briefDetail,
  doorDetail,
  doorTitle,
  foundPerson,
  foundText,
  kindMark,
  SEARCH_HINT,
  standingMark,
  tagNames,
} from './components/door-words';
export { ChangeDoorScreen } from './screens/change-door-screen';
export { DoorScreen } from './screens/door-screen';
export { DoorsScreen } from './screens/doors-screen';
export { RegisterDoorScreen } from './screens/register-door-screen';
export { ResidentsScreen } from './screens/residents-screen';
