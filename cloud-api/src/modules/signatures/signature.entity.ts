import { Entity, Index } from 'typeorm';
import {
  BigColumn,
  FlagColumn,
  IdColumn,
  IntColumn,
  JsonColumn,
  KeyColumn,
  LongTextColumn,
  TextColumn,
} from '../../common/database/index.js';

/** One person signing one or several papers at once. What is personal is encrypted and may be erased by law. */
@Entity('sittings')
@Index('ix_sittings_witness', ['witnessId', 'signedAt'])
export class SittingEntity {
  @KeyColumn() id: string;
  /** `witnessed`, `wechat` or `paper`. */
  @TextColumn(12) method: string;
  /** `drawn`, `confirmed`, `thumbprint` or `photo`. */
  @TextColumn(12) mark: string;
  /** The door as it was called then. */
  @IdColumn({ nullable: true }) doorId: string | null;
  @IntColumn({ nullable: true }) regionId: number | null;
  @IdColumn({ nullable: true }) signerResidentId: string | null;
  /** Whose WeChat it was, when they signed on their own phone. */
  @IdColumn({ nullable: true }) signerPersonId: string | null;
  @IdColumn({ nullable: true }) witnessId: string | null;
  @BigColumn() signedAt: number;
  @BigColumn() receivedAt: number;
  /** Encrypted JSON of values with their salts; null once lawfully erased. */
  @LongTextColumn({ nullable: true }) personal: string | null;
  /** Encrypted JSON of strokes and PNG with their salts. */
  @LongTextColumn({ nullable: true }) ink: string | null;
}

/** One paper signed: its evidence, which never changes, sealed with the server's key. */
@Entity('signatures')
@Index('ux_signatures_code', ['code'], { unique: true })
@Index('ix_signatures_door', ['doorId', 'templateKey'])
@Index('ix_signatures_sitting', ['sittingId'])
@Index('ix_signatures_person', ['personId'])
@Index('ix_signatures_resident', ['residentId'])
@Index('ix_signatures_letter', ['letterId'])
export class SignatureEntity {
  @KeyColumn() id: string;
  @IdColumn() sittingId: string;
  @IdColumn() versionId: string;
  @TextColumn(40) templateKey: string;
  @TextColumn(24) kind: string;
  /** The door it counts for; a merge moves it there, the evidence keeps the old one. */
  @IdColumn({ nullable: true }) doorId: string | null;
  @IntColumn({ nullable: true }) regionId: number | null;
  @IdColumn({ nullable: true }) residentId: string | null;
  @IdColumn({ nullable: true }) personId: string | null;
  /** The 责任书 of a chain that it answers. */
  @IdColumn({ nullable: true }) letterId: string | null;
  @BigColumn() signedAt: number;
  @BigColumn() receivedAt: number;
  /** Canonical JSON; holds no value about a person, only salted commitments. */
  @LongTextColumn() evidence: string;
  /** SHA-256 of the evidence, which the signature covers. */
  @TextColumn(64) digest: string;
  @TextColumn(160) signature: string;
  @TextColumn(20) algorithm: string;
  @TextColumn(32) keyId: string;
  /** What the QR code leads to: 128 random bits. */
  @TextColumn(32) code: string;
  @FlagColumn({ default: false }) onReplacedVersion: boolean;
}

/** Why a signature no longer holds. One per signature; the signature itself stays as it was. */
@Entity('signature_endings')
export class SignatureEndingEntity {
  @KeyColumn() signatureId: string;
  /** `withdrawn`, `replaced` or `erased`. */
  @TextColumn(12) kind: string;
  @BigColumn() endedAt: number;
  @IdColumn({ nullable: true }) endedBy: string | null;
  @IdColumn({ nullable: true }) replacedBy: string | null;
  @TextColumn(200, { nullable: true }) reason: string | null;
}

/** A household that would not or could not sign, and why. */
@Entity('paper_declines')
@Index('ix_paper_declines_door', ['doorId', 'declinedAt'])
export class PaperDeclineEntity {
  @KeyColumn() id: string;
  @IdColumn() doorId: string;
  @IntColumn() regionId: number;
  @TextColumn(12) reason: string;
  @TextColumn(200, { nullable: true }) note: string | null;
  @JsonColumn() templates: string[];
  @IdColumn() recordedBy: string;
  @BigColumn() declinedAt: number;
  @BigColumn() receivedAt: number;
}

/** The RFC 3161 timestamp of a sitting, where an authority is configured. */
@Entity('signature_timestamps')
@Index('ix_signature_timestamps_due', ['state', 'dueAt'])
export class SignatureTimestampEntity {
  @KeyColumn() sittingId: string;
  @TextColumn(64) digest: string;
  /** `pending` or `granted`. */
  @TextColumn(12) state: string;
  /** The token, base64. */
  @LongTextColumn({ nullable: true }) token: string | null;
  @BigColumn({ nullable: true }) stampedAt: number | null;
  @IntColumn({ default: 0 }) attempts: number;
  @BigColumn() dueAt: number;
  @TextColumn(40, { nullable: true }) error: string | null;
}
