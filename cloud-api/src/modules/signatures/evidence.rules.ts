import { canonicalJson, sha256Hex } from '../../common/crypto/index.js';
import type { DocumentValues } from '../documents/index.js';
import type { Relation } from '../plans/index.js';
import type { Capacity, Mark, SigningMethod } from './signing.rules.js';

/** A value about a person with the salt of its commitment. Without both, the commitment tells nothing. */
export interface Salted<T> {
  salt: string;
  value: T;
}

export interface SignerValue {
  name: string;
  relation: Relation;
  capacity: Capacity;
  onBehalfOf?: string;
  proxyReason?: string;
  sharedPhone?: boolean;
}

export interface PlaceValue {
  latitude: number;
  longitude: number;
  accuracyMetres: number;
}

/** Whose WeChat it was, and when its phone was verified. */
export interface AccountValue {
  openid: string;
  phoneVerifiedAt: number;
}

/** What is kept of a sitting about people, encrypted; an erasure takes it away as a whole. */
export interface PersonalValues {
  signer: Salted<SignerValue>;
  place: Salted<PlaceValue> | null;
  account: Salted<AccountValue> | null;
  device: Salted<string> | null;
  /** What the variables of each paper stood for, by signature. */
  papers: Record<string, Salted<DocumentValues>>;
}

export interface InkValues {
  strokes: Salted<string[]>;
  /** PNG, base64. */
  image: Salted<string>;
}

/**
 * What one signature proves, canonical and sealed. It names nobody: values about people are salted commitments, so that
 * they can be erased by law and the evidence still verifies. Times are milliseconds (UTC).
 */
export interface Evidence {
  schema: 1;
  id: string;
  sitting: string;
  /** The command of the phone that brought it: its id is the sitting's. */
  commandHash: string;
  code: string;
  paper: {
    templateKey: string;
    kind: string;
    versionId: string;
    versionNumber: number;
    versionHash: string;
    /** Whether a newer version had been published when it arrived. */
    versionReplaced: boolean;
    issuerId: string | null;
    letterId: string | null;
    values: string;
  };
  /** The signatures of the same sitting, this one included: they share one ink. */
  papersOfSitting: string[];
  method: SigningMethod;
  mark: Mark;
  signer: string;
  residentId: string | null;
  /** Who signed on their own WeChat. */
  personId: string | null;
  account: string | null;
  witnessId: string | null;
  doorId: string | null;
  regionId: number | null;
  visitId: string | null;
  place: string | null;
  device: string | null;
  ink: { strokes: string; image: string } | null;
  photos: { id: string; sha256: string }[];
  reading: { openedAt: number; dwellMs: number; reachedEnd: boolean; playedMs: number };
  /** `signedAt` is the phone's time set right by `clockOffset`; `receivedAt` the server's. */
  times: { signedAt: number; clockOffset: number; receivedAt: number };
  replaces: string | null;
}

export function commitmentOf({ salt, value }: Salted<unknown>): string {
  return sha256Hex(`${salt}${canonicalJson(value)}`);
}

export function evidenceText(evidence: Evidence): string {
  return canonicalJson(evidence);
}

/** The bytes that the server's key signs: the digest with what it is for. */
export function sealedMessage(digest: string): Buffer {
  return Buffer.from(`wuzha-grid signature ${digest}`);
}

/** The bytes that the server's key signs of an ending: nobody else can say that a signature no longer holds. */
export function endingMessage({ signatureId, kind, endedAt, endedBy, replacedBy }: SealedEnding): Buffer {
  return Buffer.from(`wuzha-grid ending ${signatureId} ${kind} ${endedAt} ${endedBy ?? '-'} ${replacedBy ?? '-'}`);
}

export interface SealedEnding {
  signatureId: string;
  kind: string;
  endedAt: number;
  endedBy: string | null;
  replacedBy: string | null;
}

/** One digest for all signatures of a sitting: what the log and a timestamp authority get. */
export function sittingDigest(digests: readonly string[]): string {
  return sha256Hex(digests.join('\n'));
}

/** The commitments of an evidence that the kept values do not open. Empty when all do. */
export function brokenPersonal(evidence: Evidence, personal: PersonalValues): string[] {
  const values = personal.papers[evidence.id];
  return [
    ['signer', evidence.signer, personal.signer],
    ['account', evidence.account, personal.account],
    ['place', evidence.place, personal.place],
    ['device', evidence.device, personal.device],
    ['values', evidence.paper.values, values ?? null],
  ].flatMap(([name, commitment, salted]) =>
    opens(commitment as string | null, salted as Salted<unknown> | null) ? [] : [name as string],
  );
}

export function brokenInk(evidence: Evidence, ink: InkValues | null): string[] {
  return [
    ...(opens(evidence.ink?.strokes ?? null, ink?.strokes ?? null) ? [] : ['strokes']),
    ...(opens(evidence.ink?.image ?? null, ink?.image ?? null) ? [] : ['image']),
  ];
}

function opens(commitment: string | null, salted: Salted<unknown> | null): boolean {
  if (commitment === null || salted === null) return commitment === null && salted === null;
  return commitmentOf(salted) === commitment;
}

/** What was decrypted, when it has the shape of the values about people; anything else was put in their place. */
export function asPersonal(value: unknown): PersonalValues | undefined {
  const { signer, papers } = fieldsOf(value);
  const isOne = typeof fieldsOf(valueOf(signer)).name === 'string' && Object.values(fieldsOf(papers)).every(isSalted);
  const others = ['place', 'account', 'device'].map((name) => fieldsOf(value)[name]);
  return isOne && others.every((one) => one === null || isSalted(one)) ? (value as PersonalValues) : undefined;
}

export function asInk(value: unknown): InkValues | undefined {
  const { strokes, image } = fieldsOf(value);
  return Array.isArray(valueOf(strokes)) && typeof valueOf(image) === 'string' ? (value as InkValues) : undefined;
}

function isSalted(value: unknown): boolean {
  return valueOf(value) !== undefined;
}

function valueOf(salted: unknown): unknown {
  const { salt, value } = fieldsOf(salted);
  return typeof salt === 'string' ? value : undefined;
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** The ids of photos, of an evidence that nobody has vouched for yet. */
export function photosIn(evidence: string): string[] {
  try {
    return (JSON.parse(evidence) as Evidence).photos.map(({ id }) => id);
  } catch {
    return [];
  }
}
