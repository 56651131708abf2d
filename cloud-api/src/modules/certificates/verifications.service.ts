import { Injectable } from '@nestjs/common';
import { KeyRing, sha256Hex } from '../../common/crypto/index.js';
import { Database } from '../../common/database/index.js';
import { type MultipartRequest, readForm } from '../../common/http/index.js';
import { ErrorCode, Problem } from '../../common/problem/index.js';
import { SignatureReader } from '../signatures/index.js';
import { CertificateRepository } from './certificate.repository.js';
import { type FileVerification, FileVerdict, type SealRoots, type Verification } from './dto/certificate.dto.js';
import { codesIn, isPdf } from './pdf-codes.js';
import { toVerification } from './verification.rules.js';

const mostFileBytes = 5 * 1024 * 1024;

/** What anybody may know of a signed paper, and the roots by which the log can be proven from outside. */
@Injectable()
export class VerificationsService {
  constructor(
    private readonly reader: SignatureReader,
    private readonly certificates: CertificateRepository,
    private readonly keyRing: KeyRing,
    private readonly database: Database,
  ) {}

  /** By the code as it is printed or typed; everything about the signature is recomputed. */
  async one(code: string): Promise<Verification> {
    const inspected = await this.reader.inspectCode(code);
    if (!inspected) throw Problem.notFound();
    return toVerification(inspected);
  }

  /** Whether a PDF is one that was issued here, byte for byte; if not, whether it pretends to be. */
  async file(request: MultipartRequest): Promise<FileVerification> {
    const { file } = await readForm(request, mostFileBytes, 1, ErrorCode.PayloadTooLarge);
    if (!isPdf(file.bytes)) throw Problem.validation([{ field: 'file', rule: 'pdf' }]);
    const signatureId = await this.certificates.signatureOfFile(this.database, sha256Hex(file.bytes));
    const issued = signatureId === null ? null : await this.reader.inspectId(signatureId);
    if (issued) return { verdict: FileVerdict.Issued, verification: toVerification(issued) };
    for (const code of await codesIn(file.bytes)) {
      const named = await this.reader.inspectCode(code);
      if (named) return { verdict: FileVerdict.Changed, verification: toVerification(named) };
    }
    return { verdict: FileVerdict.Unknown, verification: null };
  }

  /** The keys, and the signed roots of the days after this one. */
  async roots(after = ''): Promise<SealRoots> {
    return { keys: this.keyRing.publicKeys(), roots: await this.certificates.roots(this.database, after) };
  }
}
