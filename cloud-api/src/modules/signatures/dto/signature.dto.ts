import {
  BooleanField,
  EnumField,
  IdField,
  InstantField,
  IntegerField,
  ListField,
  ObjectField,
  TextField,
  TextListField,
} from '../../../common/http/index.js';
import { RenderedDocument } from '../../documents/index.js';
import { DocumentKind, Relation } from '../../plans/index.js';
import { Capacity, DeclineReason, Mark, SignatureState, SigningMethod } from '../signing.rules.js';

/** A paper that a door owes by a plan, and how it stands. */
export class DoorPaper {
  @TextField() templateKey: string;
  @EnumField(DocumentKind, 'DocumentKind') kind: DocumentKind;
  @TextField() title: string;
  /** Whose signature it must be; null when one person of the household suffices. */
  @IdField({ nullable: true }) residentId: string | null;
  @BooleanField() signed: boolean;
  /** The signature in force, and what it says. */
  @IdField({ nullable: true }) signatureId: string | null;
  @InstantField({ nullable: true }) signedAt: number | null;
  @TextField({ nullable: true }) signerName: string | null;
  @EnumField(SigningMethod, 'SigningMethod', { nullable: true }) method: SigningMethod | null;
}

/** What a door owes and why something is missing, as the phone keeps it. */
export class DoorPapers {
  @ListField(DoorPaper) owed: DoorPaper[];
  /** The newest reason that was recorded since anything was signed. */
  @EnumField(DeclineReason, 'DeclineReason', { nullable: true }) declined: DeclineReason | null;
  @InstantField({ nullable: true }) declinedAt: number | null;
}

export class SignatureBrief {
  @IdField() id: string;
  @TextField() templateKey: string;
  @EnumField(DocumentKind, 'DocumentKind') kind: DocumentKind;
  @TextField() title: string;
  /** Masked for those who may not read names. */
  @TextField() signerName: string;
  @EnumField(Capacity, 'Capacity') capacity: Capacity;
  @EnumField(SigningMethod, 'SigningMethod') method: SigningMethod;
  @EnumField(SignatureState, 'SignatureState') state: SignatureState;
  @InstantField() signedAt: number;
  @InstantField() receivedAt: number;
}

export class SignatureList {
  @ListField(SignatureBrief) items: SignatureBrief[];
}

export class HouseholdSigner {
  @IdField() residentId: string;
  @TextField() name: string;
  @EnumField(Relation, 'Relation') relation: Relation;
  /** The resident whose phone this is. */
  @BooleanField() self: boolean;
}

/** How the papers of the person's own household, and those sent to them, stand. */
export class MyPapers {
  @IdField({ nullable: true }) doorId: string | null;
  @TextField({ nullable: true }) doorLabel: string | null;
  @IntegerField({ nullable: true }) villageId: number | null;
  /** Who of the household may sign on this phone. */
  @ListField(HouseholdSigner) signers: HouseholdSigner[];
  @ListField(DoorPaper) owed: DoorPaper[];
  @ListField(SignatureBrief) signed: SignatureBrief[];
}

export class ScannedScene {
  @TextField({ min: 16, max: 32, pattern: /^[A-Za-z0-9_-]+$/ }) scene: string;
}

export class OpenedDoor {
  @IdField() doorId: string;
  @TextField() label: string;
  @IntegerField() villageId: number;
  @ListField(HouseholdSigner) signers: HouseholdSigner[];
  @ListField(DoorPaper) owed: DoorPaper[];
}

/** Where a scanned code leads: to a household's papers, or to a round of 责任书. */
export class OpenedCode {
  @IdField() codeId: string;
  @ObjectField(OpenedDoor, { nullable: true }) door: OpenedDoor | null;
  @IdField({ nullable: true }) letterRoundId: string | null;
}

export class Withdrawal {
  @TextField({ min: 1, max: 200 }) reason: string;
}

/** What `verify` looked at, and what it found. */
export const CheckPart = {
  /** The evidence is what the server's key signed. */
  Signature: 'signature',
  /** The row says what the evidence says. */
  Record: 'record',
  /** The text is the version that was signed. */
  Document: 'document',
  /** Names, strokes and picture are those that were committed to. */
  Personal: 'personal',
  /** Photos are those that were taken. */
  Photos: 'photos',
  /** The log tells of it, and the log is whole. */
  Log: 'log',
  Timestamp: 'timestamp',
} as const;
export type CheckPart = (typeof CheckPart)[keyof typeof CheckPart];

export const CheckResult = {
  Good: 'good',
  Broken: 'broken',
  Erased: 'erased',
  Pending: 'pending',
  None: 'none',
} as const;
export type CheckResult = (typeof CheckResult)[keyof typeof CheckResult];

export class SignatureCheck {
  @EnumField(CheckPart, 'CheckPart') part: CheckPart;
  @EnumField(CheckResult, 'CheckResult') result: CheckResult;
}

export class SignatureEnding {
  @EnumField(SignatureState, 'SignatureState') kind: SignatureState;
  @InstantField() at: number;
  @TextField({ nullable: true }) byName: string | null;
  @TextField({ nullable: true }) reason: string | null;
  @IdField({ nullable: true }) replacedBy: string | null;
}

/** One signature with its paper and its evidence, for those who may read names at its door, and for the signer. */
export class SignatureDetail extends SignatureBrief {
  @IdField({ nullable: true }) doorId: string | null;
  @TextField({ nullable: true }) doorLabel: string | null;
  @TextField() placeName: string;
  @EnumField(Relation, 'Relation', { nullable: true }) relation: Relation | null;
  @TextField({ nullable: true }) onBehalfOf: string | null;
  @TextField({ nullable: true }) proxyReason: string | null;
  @EnumField(Mark, 'Mark') mark: Mark;
  @TextField({ nullable: true }) witnessName: string | null;
  @ObjectField(RenderedDocument, { nullable: true }) paper: RenderedDocument | null;
  @IntegerField() versionNumber: number;
  @TextField() versionHash: string;
  /** A newer version had been published when it was signed offline. */
  @BooleanField() onReplacedVersion: boolean;
  @InstantField() openedAt: number;
  @IntegerField() dwellMs: number;
  @BooleanField() reachedEnd: boolean;
  @IntegerField() playedMs: number;
  @BooleanField() hasInk: boolean;
  @TextListField() photoIds: string[];
  @IntegerField({ nullable: true }) accuracyMetres: number | null;
  @TextField({ nullable: true }) device: string | null;
  @TextField() digest: string;
  @TextField() algorithm: string;
  @TextField() keyId: string;
  /** Leads to the public page. */
  @TextField() verifyUrl: string;
  /** When the log sealed it; null until then. */
  @InstantField({ nullable: true }) sealedAt: number | null;
  @ObjectField(SignatureEnding, { nullable: true }) ending: SignatureEnding | null;
  @ListField(SignatureCheck) checks: SignatureCheck[];
}
