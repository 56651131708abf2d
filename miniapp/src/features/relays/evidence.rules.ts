import { countText, RELAY_STATES } from '@/shared/text';
import type { RelayDetail, RelayNode } from './relay.rules';

/** 3 人打开 of the size that somebody reported: reading without a tap is seen by nobody. */
export function openersText({ openers, reportedSize }: Pick<RelayNode, 'openers' | 'reportedSize'>): string {
  const opened = openers === 0 ? '还没有人打开' : `${countText(openers)} 人打开`;
  return reportedSize === null ? opened : `${opened}，群里自报 ${countText(reportedSize)} 人`;
}

/** What a pusher should know after the push. */
export function afterSentence({ state, bound, attestedAt }: RelayNode): string {
  if (state === 'proved' || state === 'proved_late') return '证实了，推到了群里。';
  if (attestedAt !== null) return '监督员在群里看到了。';
  if (!bound) return '这个群还没登记，推了也没法自动证实，要等监督员在群里看到。';
  if (state === 'cannot_verify') return '有人打开了，微信没有说清是不是这个群，暂时核实不了。不是没送到。';
  return '推出去了。群里有人点开卡片，就算证实。';
}

export interface Rung {
  name: string;
  detail: string | null;
  done: boolean;
  at: number | null;
}

/** How strong the evidence is, from a claim to a proof. */
export function evidence(relay: RelayNode): Rung[] {
  const { state, pushedAt, openers, provedAt, bound } = relay;
  const opened = openers > 0 || (bound && state === 'cannot_verify');
  const proof = state === 'proved_late' ? RELAY_STATES.proved_late : RELAY_STATES.proved;
  return [
    { name: '自称已推', detail: pushedAt === null ? '没有人说推过' : null, done: pushedAt !== null, at: pushedAt },
    { name: '有人在群里打开', detail: openersText(relay), done: opened, at: null },
    { name: proof, detail: null, done: provedAt !== null, at: provedAt },
  ];
}

export interface Settler {
  name: string;
  at: number;
}

/** Whose push settled the hop; the first one counts. */
export function settledBy({ steps }: Pick<RelayDetail, 'steps'>): Settler | null {
  const push = steps.find(({ kind, byName }) => kind === 'pushed' && byName !== null);
  return push ? { name: push.byName!, at: push.at } : null;
}

/** Why it was stopped, in the office's words. */
export function closedBecause(detail: Pick<RelayDetail, 'steps'> | undefined): string | null {
  return detail?.steps.find(({ kind }) => kind === 'closed')?.note ?? null;
}
