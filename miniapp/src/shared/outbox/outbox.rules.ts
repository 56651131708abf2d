import type { Problem, Schemas } from '@/shared/api';
import type { Command, CommandKind } from './commands';
import { hashOf } from './hash';
import { utf8Length } from './utf8';

/**
 * waiting → sent (the server stored it) → gone from the phone (id and hash seen in a later pull).
 * conflict, quarantined, invalid and rejected stay until the person, or the village head, has decided.
 */
export type EntryState = 'waiting' | 'sent' | 'conflict' | 'quarantined' | 'invalid' | 'rejected';

export interface EntryAnswer {
  result: Schemas['PushResult']['result'];
  reason?: string;
  errors?: Schemas['FieldError'][];
  recordVersion?: number;
  note?: string;
}

/** A command on this phone and how far it has come. */
export type Entry = Omit<Command, 'schema' | 'kind' | 'payload'> &
  {
    [K in CommandKind]: { kind: K; payload: Extract<Command, { kind: K }>['payload'] };
  }[CommandKind] & {
    hash: string;
    state: EntryState;
    answer?: EntryAnswer;
    createdAt: number;
    /** Order in which the person did things; clocks may jump. */
    sequence: number;
    uploadedPhotoIds: string[];
    /** The entry in whose place the person put this one. */
    replaces?: string;
    /** Its removal has begun and only has to be finished. */
    leaving?: true;
  };

export const BATCH_COMMANDS = 200;
export const BATCH_BYTES = 256 * 1024;

export function commandOf({ id, kind, happenedAt, payload }: Entry): Command {
  return { id, kind, schema: 1, happenedAt, payload } as Command;
}

function withPayload(entry: Entry, payload: Entry['payload']): Entry {
  const changed = { ...entry, payload } as Entry;
  return { ...changed, hash: hashOf(commandOf(changed)) };
}

export function byOrder(a: Entry, b: Entry): number {
  return a.sequence - b.sequence;
}

export function needsAttention({ state }: Entry): boolean {
  return state === 'conflict' || state === 'quarantined' || state === 'invalid' || state === 'rejected';
}

/** What the person may take off the phone: the server refused it, or holds it for a decision. */
export const isDiscardable = needsAttention;

export function photoIdsOf(entry: Entry): string[] {
  if (entry.kind === 'visit.log') return entry.payload.photoIds ?? [];
  if (entry.kind === 'visit.enter_paper') return [entry.payload.pagePhotoId];
  if (entry.kind === 'visit.correct') return entry.payload.changes.photoIds ?? [];
  if (entry.kind === 'papers.sign') return entry.payload.photoIds ?? [];
  return [];
}

/** The photos that no other entry shows: a page of a paper register belongs to all its lines. */
export function ownPhotoIds(entry: Entry, entries: readonly Entry[]): string[] {
  const others = new Set(entries.filter(({ id }) => id !== entry.id).flatMap(photoIdsOf));
  return photoIdsOf(entry).filter((id) => !others.has(id));
}

/** The entry after one of its photos arrived. */
export function withUploaded(entry: Entry, photoId: string): Entry {
  if (!photosToUpload(entry).includes(photoId)) return entry;
  return { ...entry, uploadedPhotoIds: [...entry.uploadedPhotoIds, photoId] };
}

export function photosToUpload(entry: Entry): string[] {
  return photoIdsOf(entry).filter((id) => !entry.uploadedPhotoIds.includes(id));
}

// ---- What builds on what

/** The record that a command makes or changes. */
function recordOf(entry: Entry): string {
  switch (entry.kind) {
    case 'visit.log':
    case 'visit.enter_paper':
      return `visit ${entry.id}`;
    case 'visit.correct':
    case 'visit.void':
      return `visit ${entry.payload.visitId}`;
    case 'papers.sign':
    case 'papers.sign_own':
    case 'papers.decline':
      return `sitting ${entry.id}`;
    case 'door.register':
      return `door ${entry.id}`;
    case 'relay.sign':
    case 'relay.push':
      return `relay ${entry.payload.relayId}`;
    default:
      return `door ${entry.payload.doorId}`;
  }
}

function buildsOn(entry: Entry, earlier: Entry): boolean {
  if (earlier.sequence >= entry.sequence) return false;
  if (recordOf(earlier) === recordOf(entry)) return true;
  if (entry.kind === 'papers.sign' && needsForSigning(entry.payload, earlier)) return true;
  return happensAt(entry, earlier.id) && earlier.kind === 'door.register';
}

/** What is done at a door without changing it. */
function happensAt(entry: Entry, doorId: string): boolean {
  switch (entry.kind) {
    case 'visit.log':
    case 'visit.enter_paper':
    case 'papers.sign':
    case 'papers.decline':
      return entry.payload.doorId === doorId;
    default:
      return false;
  }
}

type Sitting = Extract<Entry, { kind: 'papers.sign' }>['payload'];

/** The signer entered into the door's book on this phone, or the signature that this one takes the place of. */
function needsForSigning({ doorId, signer, papers }: Sitting, earlier: Entry): boolean {
  if (earlier.kind === 'door.residents')
    return earlier.payload.doorId === doorId && earlier.payload.residents.some(({ id }) => id === signer.residentId);
  if (earlier.kind !== 'papers.sign') return false;
  return papers.some(({ replaces }) => earlier.payload.papers.some(({ id }) => id === replaces));
}

/** The entries that must be on the server before this one may go. */
function blockersOf(entry: Entry, entries: readonly Entry[]): Entry[] {
  return entries.filter((earlier) => earlier.state !== 'sent' && buildsOn(entry, earlier));
}

/** The entry that needs a decision before this one can go. */
export function heldBy(entry: Entry, entries: readonly Entry[]): Entry | undefined {
  return blockersOf(entry, entries).find(needsAttention);
}

export function isSendable(entry: Entry, entries: readonly Entry[]): boolean {
  return entry.state === 'waiting' && blockersOf(entry, entries).length === 0;
}

/** An edit made on top of the phone's own earlier edit takes the version that one produced on the server. */
export function rebased(entry: Entry, entries: readonly Entry[]): Entry {
  if (entry.state !== 'waiting' || !('baseVersion' in entry.payload)) return entry;
  const produced = entries
    .filter((earlier) => earlier.state === 'sent' && earlier.sequence < entry.sequence)
    .filter((earlier) => recordOf(earlier) === recordOf(entry))
    .map((earlier) => earlier.answer?.recordVersion ?? 0);
  const baseVersion = Math.max(entry.payload.baseVersion, ...produced);
  if (baseVersion === entry.payload.baseVersion) return entry;
  return withPayload(entry, { ...entry.payload, baseVersion } as Entry['payload']);
}

/** Follows a record whose id changed because the command that makes it was replaced. */
export function retargeted(entry: Entry, from: string, to: string): Entry {
  if (entry.state !== 'waiting') return entry;
  const { payload } = entry;
  if ('doorId' in payload && payload.doorId === from)
    return withPayload(entry, { ...payload, doorId: to } as Entry['payload']);
  if ('visitId' in payload && payload.visitId === from) return withPayload(entry, { ...payload, visitId: to });
  return entry;
}

// ---- Sending

/** The next commands to send together, in order; one that is too large on its own still goes, alone. */
export function nextBatch(entries: readonly Entry[], most = BATCH_COMMANDS): Entry[] {
  const batch: Entry[] = [];
  let bytes = 0;
  for (const entry of [...entries].sort(byOrder)) {
    if (batch.length === most) break;
    if (!isSendable(entry, entries) || photosToUpload(entry).length > 0) continue;
    bytes += utf8Length(JSON.stringify(commandOf(entry)));
    if (bytes > BATCH_BYTES && batch.length > 0) break;
    batch.push(entry);
  }
  return batch;
}

const HASH_MISMATCH = 'hash_mismatch';

const stateAfter = {
  stored: 'sent',
  repeated: 'sent',
  conflict: 'conflict',
  quarantined: 'quarantined',
  invalid: 'invalid',
} as const satisfies Record<EntryAnswer['result'], EntryState>;

/** The server's answer to a push. */
export function answered(entry: Entry, { result, hash, reason, errors, recordVersion }: Schemas['PushResult']): Entry {
  const answer: EntryAnswer = { result, reason, errors, recordVersion };
  const kept = result !== 'conflict' && result !== 'invalid';
  if (kept && hash !== entry.hash) return { ...entry, state: 'conflict', answer: { ...answer, reason: HASH_MISMATCH } };
  return { ...entry, state: stateAfter[result], answer };
}

/** The server refused the request that carried this command alone. */
export function refused(entry: Entry, { code, errors }: Pick<Problem, 'code' | 'errors'>): Entry {
  return { ...entry, state: 'invalid', answer: { result: 'invalid', reason: code, errors } };
}

// ---- Second confirmation

export function awaitsConfirmation({ state }: Entry): boolean {
  return state === 'sent' || state === 'quarantined';
}

/** What a later pull says about a command; `null`: safe on the server, may leave the phone. */
export function confirmed(entry: Entry, confirmation: Schemas['Confirmation'] | undefined): Entry | null {
  if (!awaitsConfirmation(entry)) return entry;
  // The server does not know it (any more): it has to be sent again.
  if (!confirmation) return { ...entry, state: 'waiting', answer: undefined, uploadedPhotoIds: [] };
  const { hash, state, note } = confirmation;
  const answer = { ...entry.answer, result: entry.answer?.result ?? 'stored', note };
  if (hash !== entry.hash) return { ...entry, state: 'conflict', answer: { ...answer, reason: HASH_MISMATCH } };
  if (state === 'stored' || state === 'accepted') return null;
  return { ...entry, state, answer };
}

export interface OutboxCounts {
  waiting: number;
  sent: number;
  attention: number;
}

export function countEntries(entries: readonly Entry[]): OutboxCounts {
  const counts = { waiting: 0, sent: 0, attention: 0 };
  for (const entry of entries) {
    if (entry.state === 'waiting' || entry.state === 'sent') counts[entry.state] += 1;
    else counts.attention += 1;
  }
  return counts;
}
