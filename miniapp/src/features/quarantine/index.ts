export { useDecideQuarantine, useQuarantine } from './quarantine.queries';
export { QuarantineScreen } from './screens/quarantine-screen';
