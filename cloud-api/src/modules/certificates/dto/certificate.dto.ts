import {
  BooleanField,
  EnumField,
  IdField,
  InstantField,
  IntegerField,
  ListField,
  ObjectField,
  PhoneIdField,
  TextField,
} from '../../../common/http/index.js';
import { SignatureCheck, SignatureState } from '../../signatures/index.js';

export const CertificateState = { Queued: 'queued', Running: 'running', Done: 'done', Failed: 'failed' } as const;
export type CertificateState = (typeof CertificateState)[keyof typeof CertificateState];

export class NewCertificate {
  @PhoneIdField() id: string;
  @IdField() signatureId: string;
}

export class Certificate {
  @IdField() id: string;
  @IdField() signatureId: string;
  @EnumField(CertificateState, 'CertificateState') state: CertificateState;
  @TextField({ nullable: true }) fileName: string | null;
  @InstantField({ nullable: true }) expiresAt: number | null;
}

/** Why a paper is not valid, or what must be known of a valid one. */
export const VerdictReason = {
  Withdrawn: 'withdrawn',
  Replaced: 'replaced',
  LawfullyErased: 'lawfully_erased',
  Tampered: 'tampered',
  /** Signed on a version that had been replaced meanwhile. */
  ReplacedVersion: 'replaced_version',
  NotSealedYet: 'not_sealed_yet',
} as const;
export type VerdictReason = (typeof VerdictReason)[keyof typeof VerdictReason];

/** What anybody may know of a signed paper. */
export class Verification {
  @TextField() code: string;
  @BooleanField() valid: boolean;
  @EnumField(VerdictReason, 'VerdictReason', { nullable: true }) reason: VerdictReason | null;
  @TextField() title: string;
  @TextField() maskedName: string;
  @TextField() placeName: string;
  @EnumField(SignatureState, 'SignatureState') state: SignatureState;
  @InstantField() signedAt: number;
  @InstantField() receivedAt: number;
  @InstantField({ nullable: true }) sealedAt: number | null;
  @TextField() versionHash: string;
  @IntegerField() versionNumber: number;
  @TextField() digest: string;
  @TextField() keyId: string;
  @TextField() algorithm: string;
  @ListField(SignatureCheck) checks: SignatureCheck[];
}

export const FileVerdict = { Issued: 'issued', Changed: 'changed', Unknown: 'unknown' } as const;
export type FileVerdict = (typeof FileVerdict)[keyof typeof FileVerdict];

/** Whether an uploaded PDF is one that was issued here, byte for byte. */
export class FileVerification {
  @EnumField(FileVerdict, 'FileVerdict') verdict: FileVerdict;
  @ObjectField(Verification, { nullable: true }) verification: Verification | null;
}

export class SealKey {
  @TextField() keyId: string;
  @TextField() algorithm: string;
  /** PEM. */
  @TextField() publicKey: string;
}

/** One day's signed Merkle root of the log. */
export class SealRoot {
  @TextField() day: string;
  @IntegerField({ max: Number.MAX_SAFE_INTEGER }) firstNumber: number;
  @IntegerField({ max: Number.MAX_SAFE_INTEGER }) lastNumber: number;
  @TextField() root: string;
  @TextField() signature: string;
  @TextField() keyId: string;
  @InstantField() signedAt: number;
}

export class SealRootQuery {
  /** The day after which to go on. */
  @TextField({ min: 10, max: 10, pattern: /^\d{4}-\d{2}-\d{2}$/, optional: true }) after?: string;
}

/** What an outsider keeps, to prove later that nothing was put in, taken out or changed. */
export class SealRoots {
  @ListField(SealKey) keys: SealKey[];
  @ListField(SealRoot) roots: SealRoot[];
}
