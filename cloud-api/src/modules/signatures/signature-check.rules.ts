import { canonicalHash, sha256Hex } from '../../common/crypto/index.js';
import type { LoggedEvent } from '../../common/events/index.js';
import { CheckPart, CheckResult, type SignatureCheck } from './dto/signature.dto.js';
import { brokenInk, brokenPersonal, type Evidence, type InkValues, type PersonalValues } from './evidence.rules.js';
import type { StoredSignature } from './stored-signature.js';

/** What a stored signature is checked with, beyond its own rows. */
export interface CheckMeans {
  /** Whether the server's key made this seal. */
  isSealed: boolean;
  /** Null when it was erased; undefined when it cannot be opened. */
  personal: PersonalValues | null | undefined;
  ink: InkValues | null | undefined;
  /** SHA-256 of the photos as they are stored, by id; null for one that is gone. */
  photos: ReadonlyMap<string, string | null>;
  /** Doors and residents as they are called since merges and splits. */
  isSameDoor: (then: string, now: string, residentId: string | null) => boolean;
  isSameResident: (then: string, now: string) => boolean;
  /** Whether the server's key made this ending. */
  isEndingSealed: (event: LoggedEvent) => boolean;
  /** The reason a withdrawal gave, as the log keeps it. */
  reasonIn: (event: LoggedEvent) => string | null;
  timestamp: CheckResult;
}

/** All that can be said of one signature; a part with several faults is named once. */
export function checkSignature(stored: StoredSignature, means: CheckMeans): SignatureCheck[] {
  const isSigned = sha256Hex(stored.evidence) === stored.digest && means.isSealed;
  // Nothing that the key did not sign is worth comparing anything with.
  if (!isSigned) return [{ part: CheckPart.Signature, result: CheckResult.Broken }];
  const evidence = JSON.parse(stored.evidence) as Evidence;
  const erased = isErased(stored);
  const good = (isGood: boolean) => (isGood ? CheckResult.Good : CheckResult.Broken);
  return [
    { part: CheckPart.Signature, result: CheckResult.Good },
    { part: CheckPart.Record, result: good(saysTheSame(stored, evidence, means)) },
    { part: CheckPart.Document, result: good(isSignedVersion(stored, evidence)) },
    { part: CheckPart.Personal, result: personalResult(stored, evidence, means, erased) },
    { part: CheckPart.Photos, result: photosResult(evidence, means, erased) },
    { part: CheckPart.Log, result: logResult(stored, means) },
    { part: CheckPart.Timestamp, result: means.timestamp },
  ];
}

/** Erased by law: the rows are empty, and the log says that this is what happened. */
function isErased({ sitting, ending, endedEvents }: StoredSignature): boolean {
  const isEmpty = sitting.personal === null && sitting.ink === null;
  return isEmpty && ending?.kind === 'erased' && endedEvents.some(({ type }) => type === 'signature.erased');
}

function saysTheSame(stored: StoredSignature, evidence: Evidence, means: CheckMeans): boolean {
  const { sitting, version } = stored;
  const { paper, times } = evidence;
  const pairs: [unknown, unknown][] = [
    [stored.id, evidence.id],
    [stored.sittingId, evidence.sitting],
    [stored.versionId, paper.versionId],
    [stored.templateKey, paper.templateKey],
    [stored.kind, paper.kind],
    [stored.regionId, evidence.regionId],
    [stored.personId, evidence.personId],
    [stored.letterId, paper.letterId],
    [stored.signedAt, times.signedAt],
    [stored.receivedAt, times.receivedAt],
    [stored.code, evidence.code],
    [stored.onReplacedVersion, paper.versionReplaced],
    [version.templateKey, paper.templateKey],
    [version.kind, paper.kind],
    [sitting.method, evidence.method],
    [sitting.mark, evidence.mark],
    [sitting.doorId, evidence.doorId],
    [sitting.regionId, evidence.regionId],
    [sitting.residentId, evidence.residentId],
    [sitting.personId, evidence.personId],
    [sitting.witnessId, evidence.witnessId],
    [sitting.signedAt, times.signedAt],
    [sitting.receivedAt, times.receivedAt],
  ];
  return (
    pairs.every(([row, proven]) => row === proven) &&
    follows(stored.doorId, evidence.doorId, (then, now) => means.isSameDoor(then, now, stored.residentId)) &&
    follows(stored.residentId, evidence.residentId, means.isSameResident)
  );
}

function follows(now: string | null, then: string | null, isSame: CheckMeans['isSameResident']): boolean {
  if (now === then) return true;
  return now !== null && then !== null && isSame(then, now);
}

function isSignedVersion({ version }: StoredSignature, { paper }: Evidence): boolean {
  return (
    version.hash === paper.versionHash &&
    version.number === paper.versionNumber &&
    contentHash(version.content) === paper.versionHash &&
    (JSON.parse(version.content) as { title: string }).title === version.title
  );
}

function contentHash(content: string): string | null {
  try {
    return canonicalHash(JSON.parse(content));
  } catch {
    return null;
  }
}

function personalResult(
  stored: StoredSignature,
  evidence: Evidence,
  { personal, ink }: CheckMeans,
  erased: boolean,
): CheckResult {
  if (erased) return CheckResult.Erased;
  if (!personal || ink === undefined) return CheckResult.Broken;
  const broken = [...brokenPersonal(evidence, personal), ...brokenInk(evidence, ink)];
  return broken.length === 0 && stored.sitting.personal !== null ? CheckResult.Good : CheckResult.Broken;
}

function photosResult({ photos }: Evidence, means: CheckMeans, erased: boolean): CheckResult {
  if (photos.length === 0) return CheckResult.None;
  if (erased) return CheckResult.Erased;
  return photos.every(({ id, sha256 }) => means.photos.get(id) === sha256) ? CheckResult.Good : CheckResult.Broken;
}

/** What the facts of a sitting say of the signature; facts that somebody damaged say nothing. */
function toldDigest({ facts: { papers } }: LoggedEvent, id: string): string | undefined {
  const told = Array.isArray(papers) ? (papers as ({ id?: string; digest?: string } | null)[]) : [];
  return told.find((paper) => paper?.id === id)?.digest;
}

/** One event tells of the sitting and names this signature's digest; endings and their events belong together. */
function logResult(stored: StoredSignature, means: CheckMeans): CheckResult {
  const [event, another] = stored.signedEvents;
  if (!event || another || !event.isWhole) return CheckResult.Broken;
  if (toldDigest(event, stored.id) !== stored.digest || !endsAsTold(stored, means)) return CheckResult.Broken;
  const isPending = [event, ...stored.endedEvents].some(({ sealedAt }) => sealedAt === null);
  return isPending ? CheckResult.Pending : CheckResult.Good;
}

function endsAsTold({ ending, endedEvents }: StoredSignature, means: CheckMeans): boolean {
  const last = endedEvents.at(-1);
  if (!ending || !last) return !ending && !last;
  const { endedAt, replacedBy, endedBy } = last.facts;
  return (
    endedEvents.every((event) => event.isWhole && means.isEndingSealed(event)) &&
    last.type === `signature.${ending.kind}` &&
    endedAt === ending.endedAt &&
    (replacedBy ?? null) === ending.replacedBy &&
    (endedBy ?? null) === ending.endedBy &&
    means.reasonIn(last) === ending.reason
  );
}
