export { RelayStateChip, SeverityChip, Stopwatch, TimeLeftText } from './chips';
export { useNow } from './use-now';
// The words themselves need no screen: rules take them from shared/text.
export {
  DIRECTIVE_KINDS,
  DIRECTIVE_STATES,
  durationText,
  GROUP_PARTS,
  levelText,
  RELAY_STATES,
  RELAY_STEPS,
  stopwatchText,
  type GroupPart,
  type RelayState,
  type Severity,
} from '@/shared/text';
