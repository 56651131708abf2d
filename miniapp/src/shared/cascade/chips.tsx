import { Text } from '@tarojs/components';
import {
  RELAY_STATES,
  RELAY_STATE_TONES,
  SEVERITIES,
  SEVERITY_TONES,
  stopwatchText,
  timeLeft,
  type RelayState,
  type Severity,
} from '@/shared/text';
import { Chip, classNames } from '@/shared/ui';
import { useNow } from './use-now';

// Words of whole minutes need no tick each second.
const SLOW = 10_000;

export function SeverityChip({ severity }: { severity: Severity }) {
  return <Chip tone={SEVERITY_TONES[severity]}>{SEVERITIES[severity]}</Chip>;
}

/** Where a hop stands; red once it is late. */
export function RelayStateChip({ state, late = false }: { state: RelayState; late?: boolean }) {
  return <Chip tone={late ? 'late' : RELAY_STATE_TONES[state]}>{RELAY_STATES[state]}</Chip>;
}

/** 还有 8 分钟, or 晚 8 分钟 in red, going on by itself. */
export function TimeLeftText({ dueAt }: { dueAt: number }) {
  const { late, text } = timeLeft(dueAt, useNow(SLOW));
  return <Text className={classNames('time-left', late && 'late')}>{text}</Text>;
}

/** 00:14:20 since an instant; with `until` it has stopped there. */
export function Stopwatch({ since, until, late }: { since: number; until?: number | null; late?: boolean }) {
  const stopped = until !== undefined && until !== null;
  const now = useNow(stopped ? 0 : undefined);
  return <Text className={classNames('stopwatch', late && 'late')}>{stopwatchText((until ?? now) - since)}</Text>;
}
