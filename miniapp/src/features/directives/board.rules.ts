import type { Schemas } from '@/shared/api';
import { clockText, durationText, levelText, RELAY_STATES, timeLeft, type RelayState } from '@/shared/text';

export type Board = Schemas['CascadeBoard'];
export type Level = Schemas['CascadeLevel'];
export type Counts = Schemas['RelayCounts'];
export type RelayNode = Schemas['RelayNode'];
type Tone = 'accent' | 'late' | 'wait' | 'ok' | 'gray';

const SECOND = 1000;

const COUNT_OF: Record<RelayState, keyof Counts> = {
  waiting: 'waiting',
  unsigned: 'unsigned',
  signed: 'signed',
  claimed: 'claimed',
  cannot_verify: 'cannotVerify',
  proved_late: 'provedLate',
  proved: 'proved',
  closed: 'closed',
};

/** In the order of how much is left to do. */
const STATES: readonly RelayState[] = [
  'unsigned',
  'signed',
  'claimed',
  'cannot_verify',
  'proved_late',
  'proved',
  'waiting',
  'closed',
];

function countOf(counts: Counts, state: RelayState): number {
  return counts[COUNT_OF[state]];
}

/** The states that occur, those that somebody has to do something about first. */
export function statesOf(counts: Counts): { state: RelayState; count: number }[] {
  return STATES.map((state) => ({ state, count: countOf(counts, state) })).filter(({ count }) => count > 0);
}

export function provedOf({ proved, provedLate }: Pick<Counts, 'proved' | 'provedLate'>): number {
  return proved + provedLate;
}

/** Proved, or seen there by a supervisor: nothing more is waited for. */
function arrivedOf(counts: Pick<Counts, 'proved' | 'provedLate' | 'attested'>): number {
  return provedOf(counts) + counts.attested;
}

/** 28/36, and from a thousand characters of ring on the share alone: 41%, which is never 100 before it is. */
export function ringText(done: number, total: number): string {
  if (total === 0) return '—';
  const whole = `${done}/${total}`;
  if (whole.length <= 5) return whole;
  return done === total ? '全部' : `${Math.min(99, Math.floor((done / total) * 100))}%`;
}

/** What a level waits for, or how slowly it came there. */
export function levelWords({ counts, slowestMs, lastProvedAt }: Level): string {
  if (counts.total === 0) return '没有这一级的群';
  if (provedOf(counts) === counts.total) {
    if (counts.total === 1 && lastProvedAt !== null) return `${clockText(lastProvedAt)} 已证实`;
    return slowestMs === null ? '都证实了' : `最慢 ${durationText(slowestMs)}`;
  }
  const states = statesOf(counts).map(({ state, count }) => `${RELAY_STATES[state]} ${count}`);
  const words = counts.attested > 0 ? [...states, `有人见证 ${counts.attested}`] : states;
  return ringText(provedOf(counts), counts.total).includes('/')
    ? words.join(' · ')
    : [...words, `共 ${counts.total} 群`].join(' · ');
}

export function levelMark({ counts }: Level): { text: string; tone: Tone } {
  const { total, late, waiting, unsigned, signed, claimed, cannotVerify, closed } = counts;
  if (total === 0) return { text: '没有群', tone: 'gray' };
  if (arrivedOf(counts) === total) return { text: '已到', tone: 'ok' };
  if (late > 0) return { text: `晚 ${late} 个`, tone: 'late' };
  if (unsigned + signed > 0) return { text: '进行中', tone: 'wait' };
  if (waiting === total) return { text: '还没轮到', tone: 'gray' };
  if (claimed + cannotVerify > 0) return { text: '等证实', tone: 'wait' };
  return waiting > 0 ? { text: '等上级', tone: 'gray' } : { text: closed > 0 ? '已停' : '已到', tone: 'gray' };
}

/** 村主干未签收 · 晚 8 分钟 */
export function lateWords({ pushers, state, dueAt, placeName }: RelayNode, now: number): string {
  const labels = [...new Set(pushers.map(({ label }) => label))].join('、') || `${placeName}没有推送员，`;
  const late = dueAt === null ? '' : ` · ${timeLeft(dueAt, now).text}`;
  return `${labels}${RELAY_STATES[state]}${late}`;
}

/** What groups of one list are called: by their place, which is enough unless another one is of the same place. */
export function shortNames(relays: readonly Pick<RelayNode, 'id' | 'groupName' | 'placeName' | 'level'>[]) {
  const keyOf = ({ placeName, level }: Pick<RelayNode, 'placeName' | 'level'>) => `${level} ${placeName}`;
  const times = new Map<string, number>();
  for (const relay of relays) times.set(keyOf(relay), (times.get(keyOf(relay)) ?? 0) + 1);
  return new Map(
    relays.map((relay) => [relay.id, times.get(keyOf(relay)) === 1 ? relay.placeName : relay.groupName] as const),
  );
}

/** 孔池村 · 第二级 */
export function lateTitle({ level }: Pick<RelayNode, 'level'>, name: string): string {
  return name.includes(levelText(level)) ? name : `${name} · ${levelText(level)}`;
}

interface Progress {
  proved: number;
  pushed: number;
  groups: number;
}

/** Proved and claimed parts of all groups, in 0…1. */
export function progressParts({ proved, pushed, groups }: Progress): [number, number] {
  if (groups === 0) return [0, 0];
  return [proved / groups, Math.max(0, pushed - proved) / groups];
}

const sum = (levels: readonly Level[], count: (counts: Counts) => number) =>
  levels.reduce((total, { counts }) => total + count(counts), 0);

/** How often to look again, in ms: often while people sign and push, now and then for late proofs, never once nothing can change. */
export function refreshEvery(board: Pick<Board, 'levels' | 'directive'> | undefined): number | false {
  if (!board) return false;
  const { state } = board.directive;
  if (state !== 'published') return false;
  if (sum(board.levels, ({ waiting, unsigned, signed }) => waiting + unsigned + signed) > 0) return 5 * SECOND;
  const unseen = sum(board.levels, ({ claimed, cannotVerify, attested }) => claimed + cannotVerify - attested);
  return unseen > 0 ? 30 * SECOND : false;
}

/** When every group was proved: the clock of the head stops there. */
export function finishedAt({ levels }: Pick<Board, 'levels'>): number | null {
  const all = levels.filter(({ counts }) => counts.total > 0);
  if (all.length === 0 || all.some(({ counts }) => provedOf(counts) < counts.total)) return null;
  return Math.max(...all.map(({ lastProvedAt }) => lastProvedAt ?? 0));
}

export interface ClockWords {
  text: string;
  late: boolean;
}

/** This hop's clock: from the push above to the push here. */
export function hopClock({ openedAt, dueAt, pushedAt, provedAt, skippedAt }: RelayNode, now: number): ClockWords {
  if (openedAt === null || dueAt === null) return { text: '上级还没推，没开始计时', late: false };
  // A proof without a claim counts: somebody pushed without saying so.
  const done = pushedAt ?? provedAt;
  if (done !== null) {
    const late = done > dueAt;
    return { text: `${durationText(done - openedAt)}推到${late ? `，${timeLeft(dueAt, done).text}` : ''}`, late };
  }
  if (skippedAt !== null) return { text: '特急跳过了这一级', late: false };
  return { text: `${clockText(dueAt)} 前要推，${timeLeft(dueAt, now).text}`, late: now > dueAt };
}

/** The chain's clock: from the publication to the proof here. */
export function chainClock({ chainDueAt, provedAt }: RelayNode, publishedAt: number, now: number): ClockWords {
  if (provedAt !== null) {
    const late = provedAt > chainDueAt;
    const after = late ? `，${timeLeft(chainDueAt, provedAt).text}` : '';
    return { text: `发出 ${durationText(provedAt - publishedAt)}后到${after}`, late };
  }
  return { text: `${clockText(chainDueAt)} 前要到，${timeLeft(chainDueAt, now).text}`, late: now > chainDueAt };
}

/** The level that is worked at: the first one that is not there yet. */
export function levelAtWork(levels: readonly Level[]): number {
  const open = levels.find(({ counts }) => counts.total > 0 && provedOf(counts) < counts.total);
  return (open ?? levels[levels.length - 1])?.level ?? 0;
}
