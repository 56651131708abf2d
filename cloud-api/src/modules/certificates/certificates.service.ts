import { Injectable } from '@nestjs/common';
import type { Actor } from '../../common/auth/index.js';
import { Clock, dayMs } from '../../common/clock/index.js';
import { Database, isDuplicateKey, type Transaction } from '../../common/database/index.js';
import { JobQueue, JobState } from '../../common/jobs/index.js';
import { ErrorCode, Problem } from '../../common/problem/index.js';
import { FileVault } from '../files/index.js';
import { type SignatureRecord, SignaturesService } from '../signatures/index.js';
import { type CertificateRecord, CertificateRepository } from './certificate.repository.js';
import { certificateFileName, lookOf } from './certificate.rules.js';
import { type Certificate, CertificateState, type NewCertificate } from './dto/certificate.dto.js';

export const certificateJobKind = 'certificate';
/** Certificates that one person may have in the making at a time. */
const mostUnderWay = 10;

/** Certificates of signed papers: whoever may read the signature may have one. A job makes them. */
@Injectable()
export class CertificatesService {
  constructor(
    private readonly certificates: CertificateRepository,
    private readonly signatures: SignaturesService,
    private readonly jobs: JobQueue,
    private readonly vault: FileVault,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The same id gives the same certificate; a file that still shows how the signature stands is used again. */
  async request(actor: Actor, asked: NewCertificate): Promise<Certificate> {
    const signature = await this.signatures.requireReadable(actor, asked.signatureId);
    const earlier = await this.certificates.find(this.database, asked.id);
    if (earlier) return answerAgain(actor, signature, earlier);
    try {
      await this.store(actor, asked.id, signature);
    } catch (error) {
      // Sent twice at once: the other one was faster.
      if (!isDuplicateKey(error)) throw error;
    }
    return answerAgain(actor, signature, (await this.certificates.find(this.database, asked.id))!);
  }

  /** The signature was erased: what shows its values goes with the next sweep. Copies that were carried away stay known by hash. */
  async forget(signatureId: string): Promise<void> {
    await this.database.transaction(async (transaction) => {
      for (const fileId of await this.certificates.files(transaction, signatureId)) {
        await this.vault.expire(transaction, fileId);
      }
      await this.certificates.expireAll(transaction, signatureId, this.clock.now());
    });
  }

  async one(actor: Actor, id: string): Promise<Certificate> {
    const { certificate, signature } = await this.requireReadable(actor, id);
    return toCertificate(certificate, signature);
  }

  /** The file's bytes; that they were carried away is on record before they leave. */
  async download(actor: Actor, id: string): Promise<{ fileName: string; bytes: Buffer }> {
    const { certificate, signature } = await this.requireReadable(actor, id);
    if (certificate.fileId === null) throw Problem.conflict('the certificate is not made yet');
    const isExpired = certificate.expiresAt !== null && certificate.expiresAt <= this.clock.now();
    const bytes = isExpired ? null : await this.vault.get(certificate.fileId);
    if (!bytes) throw Problem.notFound();
    await this.database.transaction(async (transaction) =>
      transaction.record({
        type: 'certificate.downloaded',
        actorId: actor.personId,
        subject: { kind: 'certificate', id },
        regionId: signature.regionId,
        facts: { signatureId: signature.id, sha256: certificate.sha256 },
      }),
    );
    return { fileName: certificateFileName(signature), bytes };
  }

  private async store(actor: Actor, id: string, signature: SignatureRecord): Promise<void> {
    const look = lookOf(signature);
    await this.database.transaction(async (transaction) => {
      const now = this.clock.now();
      const same = await this.certificates.usable(transaction, signature.id, look, now + dayMs);
      await this.certificates.insert(transaction, {
        id,
        signatureId: signature.id,
        requestedBy: actor.personId,
        jobId: same?.jobId ?? (await this.startJob(transaction, actor, id, signature)),
        fileId: same?.fileId ?? null,
        sha256: same?.sha256 ?? null,
        look,
        createdAt: now,
        expiresAt: same?.expiresAt ?? null,
      });
      transaction.record({
        type: 'certificate.requested',
        actorId: actor.personId,
        subject: { kind: 'certificate', id },
        regionId: signature.regionId,
        facts: { signatureId: signature.id },
      });
    });
  }

  private async startJob(
    transaction: Transaction,
    { personId }: Actor,
    certificateId: string,
    { regionId }: SignatureRecord,
  ): Promise<string> {
    if ((await this.certificates.countUnderWay(transaction, personId)) >= mostUnderWay)
      throw new Problem(429, ErrorCode.TooManyRequests, { retryAfterSeconds: 10 });
    const job = { kind: certificateJobKind, actorId: personId, regionId, input: { certificateId } };
    return this.jobs.add(transaction, job);
  }

  private async requireReadable(actor: Actor, id: string) {
    const certificate = await this.certificates.find(this.database, id);
    if (!certificate) throw Problem.notFound();
    return { certificate, signature: await this.signatures.requireReadable(actor, certificate.signatureId) };
  }
}

function answerAgain({ personId }: Actor, signature: SignatureRecord, certificate: CertificateRecord): Certificate {
  const isSame = certificate.signatureId === signature.id && certificate.requestedBy === personId;
  if (!isSame) throw Problem.conflict('another certificate has this id');
  return toCertificate(certificate, signature);
}

const states: Record<JobState, CertificateState> = {
  queued: CertificateState.Queued,
  running: CertificateState.Running,
  done: CertificateState.Done,
  failed: CertificateState.Failed,
  cancelled: CertificateState.Failed,
};

function toCertificate(certificate: CertificateRecord, signature: SignatureRecord): Certificate {
  const isMade = certificate.fileId !== null;
  return {
    id: certificate.id,
    signatureId: certificate.signatureId,
    // The file is there a moment before its job is over.
    state: isMade ? CertificateState.Done : states[certificate.jobState],
    fileName: isMade ? certificateFileName(signature) : null,
    expiresAt: certificate.expiresAt,
  };
}
