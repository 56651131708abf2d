import type { Schemas } from '@/shared/api';
import { startOfDay, type BusinessDate } from '@/shared/clock';
import type { Role } from '@/shared/text';

type Payload = Schemas['VisitEnterPaperPayload'];
type Outcome = Payload['outcome'];
type Topics = NonNullable<Payload['topics']>;

/** What a page of a paper register says once for all its lines. */
export interface PaperPage {
  date: BusinessDate | null;
  /** 0…23; registers tell no more than that. */
  hour: number;
  visitorId: string | null;
  topics: Topics;
  photoId: string | null;
}

/** A door's line on the page; without an outcome there is none. */
export interface PaperLine {
  outcome: Outcome | null;
  faceToFace: boolean;
  present: number;
  /** What was taught here; null: what the page says. */
  topics: Topics | null;
}

export const EMPTY_LINE: PaperLine = { outcome: null, faceToFace: true, present: 1, topics: null };

const HOUR = 3_600_000;

export function happenedAt({ date, hour }: Pick<PaperPage, 'date' | 'hour'>): number | null {
  return date === null ? null : startOfDay(date) + hour * HOUR;
}

/** What is still missing before the lines can be stored, in words. */
export function pageFault(page: PaperPage, filled: number, now: number): string | null {
  const at = happenedAt(page);
  if (at === null) return '先选纸上写的日期。';
  if (at > now) return '这个时间还没到，请看看日期和几点。';
  if (page.visitorId === null) return '先选是谁去的。';
  if (page.photoId === null) return '先给这一页纸拍照。';
  return filled === 0 ? '先填至少一户的结果。' : null;
}

/** A line as the server takes it. `ownId`: who enters it; their own visits name no visitor. */
export function lineToPayload(doorId: string, page: PaperPage, line: PaperLine, ownId: string): Payload {
  const startedAt = happenedAt(page);
  if (line.outcome === null || startedAt === null || page.photoId === null || page.visitorId === null)
    throw new Error('a line that is not filled in cannot be sent');
  const always = {
    doorId,
    outcome: line.outcome,
    startedAt,
    pagePhotoId: page.photoId,
    ...(page.visitorId !== ownId && { visitorId: page.visitorId }),
  };
  if (line.outcome !== 'met') return always;
  const { faceToFace, present } = line;
  return { ...always, faceToFace, presentOthers: present, topics: line.topics ?? page.topics };
}

const VISITING: ReadonlySet<Role> = new Set<Role>([
  'grid_worker',
  'grid_chief',
  'police',
  'auxiliary_police',
  'village_head',
  'teacher',
]);

/** Who may have gone to the doors: whoever holds a post for it, each once. */
export function visitors(...lists: readonly (readonly Schemas['Person'][])[]): Schemas['Person'][] {
  const byId = new Map(lists.flat().map((person) => [person.id, person]));
  return [...byId.values()].filter(({ posts }) => posts.some(({ role }) => VISITING.has(role)));
}
