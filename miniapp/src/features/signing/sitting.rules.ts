import type { Schemas } from '@/shared/api';
import { dateInWords, type DocumentValues, type Place, type Version } from '@/shared/papers';

type Relation = Schemas['Relation'];
type Capacity = Schemas['Capacity'];
export type Mark = Schemas['Mark'];
export type OwedPaper = Schemas['DoorPaper'];

/** Somebody who may sign at a door. */
export interface PossibleSigner {
  residentId: string;
  name: string;
  relation: Relation;
  birthMonth?: string | null;
  /** The phone is theirs. */
  self?: boolean;
}

/** Who signs, while it is being filled in. */
export interface SignerDraft {
  /** Null for somebody who is not in the book. */
  residentId: string | null;
  name: string;
  relation: Relation | null;
  /** 代签: for whom, and why they cannot. */
  proxy: boolean;
  onBehalfOf: string;
  proxyReason: string;
  sharedPhone: boolean;
}

/** One paper of a sitting. Its id is the signature's. */
export interface PaperToSign {
  id: string;
  version: Version;
  letterId?: string;
  replaces?: string;
  /** Whose signature it must be; null when one person of the household suffices. */
  residentId: string | null;
}

/** How a paper was read. Times in ms of the phone's clock. */
export interface Reading {
  openedAt: number;
  dwellMs: number;
  reachedEnd: boolean;
  playedMs: number;
}

export const PROXY_REASONS = ['不识字', '行动不便', '看不清', '外出不在家'] as const;

const ADULT_YEARS = 18;
const LONGEST_NAME = 30;
const LONGEST_REASON = 100;

export const NOBODY: SignerDraft = {
  residentId: null,
  name: '',
  relation: null,
  proxy: false,
  onBehalfOf: '',
  proxyReason: '',
  sharedPhone: false,
};

/** Grown up on the date; an unknown age counts as grown up, and who turns 18 within the month is not yet. */
export function isAdult(birthMonth: string | null | undefined, date: string): boolean {
  if (!birthMonth) return true;
  const [year = 0, month = 0] = birthMonth.split('-').map(Number);
  return `${year + ADULT_YEARS}-${String(month).padStart(2, '0')}` < date.slice(0, 7);
}

/** 户主 first, then the other adults, the young last; otherwise as the book has them. */
export function inSigningOrder<S extends PossibleSigner>(signers: readonly S[], date: string): S[] {
  const rank = ({ relation, birthMonth, self }: S) =>
    !isAdult(birthMonth, date) ? 3 : self ? 0 : relation === 'head' || relation === 'owner' ? 1 : 2;
  return [...signers].sort((a, b) => rank(a) - rank(b));
}

export function draftOf({ residentId, name, relation, self }: PossibleSigner, own: boolean): SignerDraft {
  return { ...NOBODY, residentId, name, relation, sharedPhone: own && self !== true };
}

/** The papers that this person can sign now: those of the household, and those of their own. */
export function papersFor(owed: readonly OwedPaper[], residentId: string | null, template?: string): OwedPaper[] {
  const theirs = owed.filter((paper) => paper.residentId === null || paper.residentId === residentId);
  // One that was asked for by name is signed again, in the place of the old one.
  if (template) return theirs.filter((paper) => paper.templateKey === template);
  return theirs.filter(({ signed }) => !signed);
}

/** What is missing before the papers can be read, in words; null when nothing is. */
export function signerProblem({ name, relation, proxy, onBehalfOf, proxyReason }: SignerDraft): string | null {
  if (name.trim() === '') return '先选谁来签。';
  if (name.trim().length > LONGEST_NAME) return '姓名太长，最多 30 个字。';
  if (relation === null) return '还没选和户主的关系。';
  if (!proxy) return null;
  if (onBehalfOf.trim() === '') return '还没写替谁签。';
  if (onBehalfOf.trim() === name.trim()) return '替自己签，不算代签。';
  if (proxyReason.trim() === '') return '还没写为什么代签。';
  return proxyReason.trim().length > LONGEST_REASON ? '代签的原因太长，最多 100 个字。' : null;
}

const CAMPUS = /\.campus$/;

/** For whom the signer signs. */
function capacityOf({ proxy }: SignerDraft, papers: readonly PaperToSign[]): Capacity {
  if (proxy) return 'proxy';
  if (papers.length > 0 && papers.every(({ version }) => CAMPUS.test(version.templateKey))) return 'guardian';
  return papers.every(({ residentId, letterId }) => residentId !== null || letterId !== undefined)
    ? 'self'
    : 'household';
}

export function signerOf(draft: SignerDraft, papers: readonly PaperToSign[]): Schemas['Signer'] {
  const { residentId, name, relation, proxy, onBehalfOf, proxyReason, sharedPhone } = draft;
  if (relation === null) throw new Error('a signer without a relation cannot sign');
  return {
    ...(residentId !== null && { residentId }),
    name: name.trim(),
    relation,
    capacity: capacityOf(draft, papers),
    ...(proxy && { onBehalfOf: onBehalfOf.trim(), proxyReason: proxyReason.trim() }),
    ...(sharedPhone && { sharedPhone }),
  };
}

/** What the variables of a household's papers stand for: the same that the server puts into its evidence. */
export function valuesAt(place: Place | undefined, draft: SignerDraft, now: number): DocumentValues {
  const { place: name, issuer, station, stationPhone } = place ?? {};
  return { place: name, issuer, station, stationPhone, ...signingValues(draft, now) };
}

function signingValues({ name, proxy, onBehalfOf }: SignerDraft, now: number): DocumentValues {
  return { name: (proxy ? onBehalfOf : name).trim(), date: dateInWords(now) };
}

/** Of a 责任书 that was sent to the person: the server says what stands in it. */
export function valuesOfLetter(letter: Schemas['MyLetter'], draft: SignerDraft, now: number): DocumentValues {
  return { ...letter.values, ...signingValues(draft, now) };
}

export interface Sitting {
  papers: readonly (PaperToSign & { reading: Reading })[];
  signer: SignerDraft;
  mark: Mark;
  ink: Schemas['SignatureInk'] | null;
  signedAt: number;
  issuerId: string | null;
  location: Schemas['Location'] | null;
  device: string;
}

/** What both ways of signing send alike; what was not filled in is absent, never null. */
export function sittingPayload(sitting: Sitting): Omit<Schemas['PapersSignOwnPayload'], 'doorId' | 'scene'> {
  const { papers, signer, mark, ink, signedAt, issuerId, location, device } = sitting;
  return {
    papers: papers.map(({ id, version, letterId, replaces, reading }) => ({
      id,
      versionId: version.id,
      ...(letterId && { letterId }),
      openedAt: Math.min(reading.openedAt, signedAt),
      dwellMs: Math.round(reading.dwellMs),
      reachedEnd: reading.reachedEnd,
      playedMs: Math.round(reading.playedMs),
      ...(replaces && { replaces }),
    })),
    signer: signerOf(signer, papers),
    mark,
    ...(ink && { ink }),
    signedAt,
    ...(issuerId && { issuerId }),
    ...(location && { location }),
    ...(device && { device }),
  };
}

export function methodOf(mark: Mark): 'witnessed' | 'paper' {
  return mark === 'drawn' || mark === 'confirmed' ? 'witnessed' : 'paper';
}

/** Counts how long something went on, while it did. */
export class Stopwatch {
  private total = 0;
  private since: number | null = null;

  start(now: number): void {
    this.since ??= now;
  }

  stop(now: number): void {
    this.total = this.elapsed(now);
    this.since = null;
  }

  /** In ms; a clock that was set back takes nothing away. */
  elapsed(now: number): number {
    return this.total + (this.since === null ? 0 : Math.max(0, now - this.since));
  }
}
