import { needsAttention, type Entry } from '@/shared/outbox';
import { quarantineText } from '@/shared/text';
import type { Tone } from '@/shared/ui';

const STATES: Record<Entry['state'], { name: string; tone: Tone }> = {
  waiting: { name: '待同步', tone: 'wait' },
  sent: { name: '已同步，等确认', tone: 'accent' },
  conflict: { name: '有冲突', tone: 'late' },
  quarantined: { name: '待村里认定', tone: 'wait' },
  invalid: { name: '填写有误', tone: 'late' },
  rejected: { name: '没认定', tone: 'late' },
};

const CONFLICTS: Record<string, string> = {
  stale_version: '别人先改过这一条，看看用谁的。',
  door_exists: '这一户已经有人登记过，看看要不要留。',
  already_signed: '这个人已经签过同一份，那份签名还有效。要用这次签的换掉它，就点“用我的”；不换，就不要这一条。',
  id_reused: '服务器上有一条同号的不同登记，要您定一下。',
  hash_mismatch: '服务器收到的和手机里的不一样，要您定一下。',
};

export function stateOf(entry: Entry): { name: string; tone: Tone } {
  return STATES[entry.state];
}

/** What the person can do about this entry now. */
export function advice(entry: Entry, heldBy: Entry | undefined): string {
  if (heldBy) return '等前面那条处理好才能报。';
  const reason = entry.answer?.reason ?? '';
  switch (entry.state) {
    case 'waiting':
      return '联网后自动上报，不用管。';
    case 'sent':
      return '服务器收下了，再核对一次就从手机里清掉。';
    case 'conflict':
      return CONFLICTS[reason] ?? '和服务器上的对不上，要您定一下。';
    case 'quarantined':
      return `${quarantineText(reason)}，村里认定后才算。`;
    case 'invalid':
      return '服务器说填得不对，看看要不要留。';
    case 'rejected':
      return entry.answer?.note ? `村里没有认定：${entry.answer.note}` : '村里没有认定。';
  }
}

/** What needs the person comes first, then the newest. */
export function inReadingOrder(entries: readonly Entry[]): Entry[] {
  return [...entries].sort((a, b) => Number(needsAttention(b)) - Number(needsAttention(a)) || b.sequence - a.sequence);
}
