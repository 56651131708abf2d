import { Injectable } from '@nestjs/common';
import { Clock, dayMs } from '../../common/clock/index.js';
import { Database } from '../../common/database/index.js';
import { JobFailed, type JobHandler, type RunningJob } from '../../common/jobs/index.js';
import { Problem } from '../../common/problem/index.js';
import { FileVault } from '../files/index.js';
import { SessionService } from '../people/index.js';
import { type InspectedSignature, type SignatureRecord, SignaturesService } from '../signatures/index.js';
import { CertificateMaker } from './certificate-maker.js';
import { type CertificateRecord, CertificateRepository } from './certificate.repository.js';
import { keptDays, lookOf } from './certificate.rules.js';
import { certificateJobKind } from './certificates.service.js';
import { isTampered } from './verification.rules.js';

/** Makes a certificate off the request thread, on behalf of who asked, with the rights they have by then. */
@Injectable()
export class CertificateJob implements JobHandler {
  readonly kind = certificateJobKind;

  constructor(
    private readonly certificates: CertificateRepository,
    private readonly signatures: SignaturesService,
    private readonly maker: CertificateMaker,
    private readonly sessions: SessionService,
    private readonly vault: FileVault,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async run(job: RunningJob): Promise<Record<string, unknown>> {
    const certificate = await this.certificates.find(this.database, String(job.input.certificateId));
    if (!certificate) throw new JobFailed('not_found');
    // The process died between keeping the file and saying so.
    if (certificate.fileId !== null) return {};
    const record = await this.recordFor(certificate);
    const bytes = await this.maker.make(record);
    if (!bytes) throw new JobFailed('signature_broken');
    await this.keep(job, record, bytes);
    return { bytes: bytes.length };
  }

  /** What was changed behind the log's back gets no certificate. */
  private async recordFor({ requestedBy, signatureId }: CertificateRecord): Promise<SignatureRecord> {
    const inspected = await this.inspect(requestedBy, signatureId);
    if (isTampered(inspected)) throw new JobFailed('signature_broken');
    return inspected.record;
  }

  private async inspect(requestedBy: string, signatureId: string): Promise<InspectedSignature> {
    try {
      const actor = await this.sessions.actorOf(this.database, requestedBy);
      return await this.signatures.requireInspected(actor, signatureId);
    } catch (error) {
      throw error instanceof Problem ? new JobFailed(error.code) : error;
    }
  }

  private async keep(job: RunningJob, record: SignatureRecord, bytes: Buffer): Promise<void> {
    const file = await this.vault.put(bytes);
    const expiresAt = this.clock.now() + keptDays * dayMs;
    const kept = await this.database.transaction(async (transaction) => {
      const row = { id: file.id, sha256: file.sha256, look: lookOf(record), expiresAt };
      const isOutdated = record.personal !== null && (await this.certificates.isErased(transaction, record.id));
      if (isOutdated || !(await this.certificates.keepFile(transaction, job.id, row))) return false;
      await this.vault.keep(transaction, file, keptDays);
      transaction.record({
        type: 'certificate.made',
        actorId: job.actorId || null,
        subject: { kind: 'certificate', id: String(job.input.certificateId) },
        regionId: record.regionId,
        facts: { signatureId: record.id, sha256: file.sha256, bytes: file.bytes },
      });
      return true;
    });
    if (kept) return;
    await this.vault.discard(file);
    const certificate = await this.certificates.find(this.database, String(job.input.certificateId));
    // What was erased while it was drawn may be asked for again, without what is gone.
    if (certificate?.fileId === null) throw new JobFailed('signature_erased');
  }
}
