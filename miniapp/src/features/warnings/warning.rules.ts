import type { Schemas } from '@/shared/api';

export type FeedWarning = Schemas['FeedWarning'];
/** A directive as people read it, whoever they are. */
export type Warning = Omit<FeedWarning, 'forYou' | 'openedAt' | 'helpfulAt'>;
type Feed = Schemas['WarningFeed'];
type Told = Schemas['WarningReading'];

/** What the person did with a warning on this phone and the server may not know yet; `at`: when it was opened. */
export interface Reading extends Told {
  at: number;
}
export type Readings = Readonly<Record<string, Reading>>;

/** Of two readings of one warning, what stands: what was done once stays done, the last word about its help counts. */
export function joined(earlier: Reading | undefined, later: Reading): Reading {
  return { ...earlier, ...later };
}

/** A warning as the person left it, also before the server has heard of it. */
export function asRead(warning: FeedWarning, reading: Reading | undefined): FeedWarning {
  if (!reading) return warning;
  const { at, helpful } = reading;
  // Who opened it before it was amended has this version still before them.
  const openedHere = at >= warning.publishedAt ? at : null;
  return {
    ...warning,
    openedAt: warning.openedAt ?? openedHere,
    helpfulAt: helpful === undefined ? warning.helpfulAt : helpful ? (warning.helpfulAt ?? at) : null,
  };
}

/** Before the person and not opened yet; what was taken back need not be. */
export function isNew({ openedAt, recalledAt }: Pick<FeedWarning, 'openedAt' | 'recalledAt'>): boolean {
  return openedAt === null && recalledAt === null;
}

/** 指令 and 通报 are for those in office. */
function isInternal({ kind }: Pick<Warning, 'kind'>): boolean {
  return kind === 'instruction' || kind === 'circular';
}

/** The feed as the person left it; what lies on further pages is counted by the server alone. */
export function feedAsRead(feed: Feed, readings: Readings): Feed {
  const items = feed.items.map((item) => asRead(item, readings[item.directiveId]));
  const opened = items.filter((item, index) => !isNew(item) && isNew(feed.items[index]!));
  return { ...feed, items, unopened: Math.max(0, feed.unopened - opened.length) };
}

/** The feed with what the server has answered about one of its warnings. */
export function feedAfter(feed: Feed, answered: FeedWarning): Feed {
  const before = feed.items.find(({ directiveId }) => directiveId === answered.directiveId);
  if (!before) return feed;
  const newlyOpened = isNew(before) && !isNew(answered);
  return {
    ...feed,
    items: feed.items.map((item) => (item === before ? answered : item)),
    unopened: Math.max(0, feed.unopened - Number(newlyOpened)),
  };
}

const DAY = 24 * 60 * 60_000;
const UNREAD_STAYS = 30 * DAY;
const READ_STAYS = 7 * DAY;

/** What 我家 begins with: the newest one, for a week; a month while nobody has opened it. */
export function newestToShow(items: readonly FeedWarning[], now: number): FeedWarning | undefined {
  const newest = items
    .filter(({ kind, recalledAt }) => recalledAt === null && !isInternal({ kind }))
    .sort((a, b) => b.publishedAt - a.publishedAt)[0];
  if (!newest) return undefined;
  const stays = newest.openedAt === null ? UNREAD_STAYS : READ_STAYS;
  return now - newest.publishedAt <= stays ? newest : undefined;
}

export function paragraphs(body: string): string[] {
  return body
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** What is read aloud where nobody has recorded it. */
export function spokenTexts(warning: Pick<Warning, 'title' | 'body' | 'recalledAt'>): string[] {
  const { title, body, recalledAt } = warning;
  const gone = recalledAt === null ? [] : ['这一条已经撤回，不要再转。'];
  return [...gone, title, ...paragraphs(body)];
}

/** Why it is not to be read as it first was: taken back, or put right. */
export function standingOf(warning: Warning): { tone: 'late' | 'wait'; text: string } | null {
  const { recalledAt, recallReason, number, amendReason } = warning;
  if (recalledAt !== null) return { tone: 'late', text: `这一条撤回了，不要再转。${because(recallReason)}` };
  if (number > 1) return { tone: 'wait', text: `更正过，这是最新的说法。${because(amendReason)}` };
  return null;
}

function because(reason: string | null): string {
  return reason ? `原因：${reason}` : '';
}

/** Where its voice and pictures are; what is for those in office is given to its readers only. */
export function mediaPath(warning: Pick<Warning, 'kind' | 'directiveId' | 'versionId'>): string {
  return isInternal(warning) ? `/me/warnings/${warning.directiveId}` : `/warnings/${warning.versionId}`;
}
