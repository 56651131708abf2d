import type { DocumentContent, DocumentValues } from '../documents/index.js';
import type { DocumentKind } from '../plans/index.js';
import type { Evidence, PlaceValue, SignerValue } from './evidence.rules.js';
import type { Mark, SignatureState, SigningMethod } from './signing.rules.js';

/** One signature with all its evidence, decrypted. Instants are milliseconds (UTC). */
export interface SignatureRecord {
  id: string;
  sittingId: string;
  code: string;
  kind: DocumentKind;
  templateKey: string;
  method: SigningMethod;
  mark: Mark;
  state: SignatureState;
  doorId: string | null;
  regionId: number | null;
  /** 蟒河镇台头村. */
  placeName: string;
  /** By the phone's clock, set right; by the server's; null until the log has sealed it. */
  signedAt: number;
  receivedAt: number;
  sealedAt: number | null;
  onReplacedVersion: boolean;
  digest: string;
  signature: string;
  algorithm: string;
  keyId: string;
  /** Null when somebody damaged it beyond reading. */
  evidence: Evidence | null;
  evidenceText: string;
  version: { id: string; number: number; hash: string; title: string; content: DocumentContent | null };
  /** Null once lawfully erased. */
  personal: {
    signer: SignerValue;
    values: DocumentValues;
    place: PlaceValue | null;
    openid: string | null;
    phoneVerifiedAt: number | null;
    device: string | null;
  } | null;
  /** The picture is a PNG. */
  ink: { strokes: string[]; image: Buffer } | null;
  witnessName: string | null;
  photoIds: string[];
  /** How many papers were signed in the sitting. */
  papers: number;
  reading: { openedAt: number; dwellMs: number; reachedEnd: boolean; playedMs: number };
  ending: {
    kind: SignatureState;
    at: number;
    byName: string | null;
    reason: string | null;
    replacedBy: string | null;
  } | null;
  timestamp: { state: 'none' | 'pending' | 'granted'; at: number | null };
}
