import { Entity, Index } from 'typeorm';
import { BigColumn, IdColumn, KeyColumn, TextColumn } from '../../common/database/index.js';

/** A PDF that was issued. Its hash stays when the file has expired: an uploaded one is recognised by it. */
@Entity('certificates')
@Index('ix_certificates_signature', ['signatureId', 'createdAt'])
@Index('ix_certificates_sha256', ['sha256'])
@Index('ix_certificates_job', ['jobId'])
export class CertificateEntity {
  @KeyColumn() id: string;
  @IdColumn() signatureId: string;
  @IdColumn() requestedBy: string;
  @IdColumn() jobId: string;
  @IdColumn({ nullable: true }) fileId: string | null;
  @TextColumn(64, { nullable: true }) sha256: string | null;
  /** A hash of what its face shows of the signature and may still change, so that the same file is given again. */
  @TextColumn(64) look: string;
  @BigColumn() createdAt: number;
  @BigColumn({ nullable: true }) expiresAt: number | null;
}
