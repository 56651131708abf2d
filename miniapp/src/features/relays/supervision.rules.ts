import type { Schemas } from '@/shared/api';
import { durationText, RELAY_STATES } from '@/shared/text';
import type { RelayNode } from './relay.rules';

export type SupervisedRelay = Schemas['SupervisedRelay'];

/** From the top down, in each level what has been late the longest first. */
export function lateOrder(late: readonly SupervisedRelay[]): SupervisedRelay[] {
  return [...late].sort(
    ({ relay: a }, { relay: b }) =>
      a.level - b.level || dueOf(a) - dueOf(b) || (a.id < b.id ? -1 : Number(a.id > b.id)),
  );
}

/** Of all levels together what has been late the longest. */
export function longestLate(late: readonly SupervisedRelay[], most: number): SupervisedRelay[] {
  return [...late].sort(({ relay: a }, { relay: b }) => dueOf(a) - dueOf(b)).slice(0, most);
}

/** What claims to be pushed the longest waits the longest for somebody who saw it. */
export function attestOrder(claimed: readonly SupervisedRelay[]): SupervisedRelay[] {
  return [...claimed].sort(({ relay: a }, { relay: b }) => (a.pushedAt ?? 0) - (b.pushedAt ?? 0));
}

function dueOf({ dueAt, chainDueAt }: RelayNode): number {
  return dueAt ?? chainDueAt;
}

export interface LevelOfLate {
  level: number;
  /** How many there are in all, also those that are not drawn. */
  total: number;
  shown: SupervisedRelay[];
}

/** The drawn part of a list in `lateOrder`, by level. */
export function byLevel(shown: readonly SupervisedRelay[], all: readonly SupervisedRelay[]): LevelOfLate[] {
  const levels = new Map<number, LevelOfLate>();
  for (const item of shown) {
    const { level } = item.relay;
    const known = levels.get(level) ?? {
      level,
      total: all.filter(({ relay }) => relay.level === level).length,
      shown: [],
    };
    known.shown.push(item);
    levels.set(level, known);
  }
  return [...levels.values()];
}

/** Whose turn it is: 村主干王建国, 村主干等 2 人. */
export function whoText({ pushers }: Pick<RelayNode, 'pushers'>): string {
  const [first] = pushers;
  if (!first) return '没有推送员';
  return pushers.length === 1 ? first.label + first.name : `${first.label}等 ${pushers.length} 人`;
}

/** 村主干王建国未签收 · 晚 8 分钟 */
export function lateText(relay: RelayNode, now: number): string {
  return `${whoText(relay)} ${RELAY_STATES[relay.state]} · 晚 ${durationText(now - dueOf(relay))}`;
}

/** Urged a moment ago, nobody can urge again yet. */
export function mayUrge({ urgeAgainAt }: Pick<SupervisedRelay, 'urgeAgainAt'>, now: number): boolean {
  return urgeAgainAt === null || now >= urgeAgainAt;
}

/** As many as the server takes at once. */
export const MOST_URGED = 200;

export function urgeable(late: readonly SupervisedRelay[], now: number): string[] {
  return late.filter((item) => mayUrge(item, now)).map(({ relay }) => relay.id);
}

/** What came of 全部催办. */
export function urgedText({ urged, spared }: Schemas['UrgeAnswer']): string {
  if (urged === 0) return '刚催过，过一会儿再催。';
  return spared === 0 ? `催了 ${urged} 个群。` : `催了 ${urged} 个群，${spared} 个刚催过或已办。`;
}
