import { dayText } from '@/shared/text';
import { Chip } from '@/shared/ui';
import type { Group } from '../group.rules';
import { GAPS } from '../group-words';

/** The worst that a group lacks; that everything is there is told as well. */
export function GroupMark({ group: { gaps, late, dueOn } }: { group: Group }) {
  if (late) return <Chip tone="late">{dueOn ? `${dayText(dueOn)}前该建` : '逾期没建'}</Chip>;
  const [gap, ...others] = gaps;
  if (!gap) return <Chip tone="ok">齐了</Chip>;
  const more = others.length > 0 ? ` 等 ${gaps.length} 项` : '';
  return <Chip tone={gap === 'pusher' ? 'late' : 'wait'}>{GAPS[gap].name + more}</Chip>;
}

/** The last step that it came to. */
export function StepMark({ group: { boundAt, builtOn, late } }: { group: Group }) {
  if (boundAt !== null) return <Chip tone="ok">已登记</Chip>;
  if (builtOn) return <Chip>已建</Chip>;
  return <Chip tone={late ? 'late' : 'wait'}>{late ? '逾期没建' : '没建'}</Chip>;
}
