import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/index.js';
import { Configuration } from '../../config/index.js';
import { renderDocument } from '../documents/index.js';
import type { SignatureRecord } from '../signatures/index.js';
import { certificateFace } from './certificate.rules.js';
import { pictureForPrint } from './ink-picture.js';
import { PdfSeal } from './pdf-seal.js';

/** From a record to the signed PDF. */
@Injectable()
export class CertificateMaker {
  constructor(
    private readonly seal: PdfSeal,
    private readonly configuration: Configuration,
    private readonly clock: Clock,
  ) {}

  /** Null for a record whose text is gone: there is nothing to certify. */
  async make(record: SignatureRecord): Promise<Buffer | null> {
    const { content } = record.version;
    if (content === null) return null;
    // Only the worker needs what draws and signs PDFs: it takes 15 MB.
    const { layOut } = await import('./certificate.layout.js');
    const face = certificateFace(
      record,
      renderDocument(content, record.personal?.values ?? {}),
      this.configuration.publicUrl,
    );
    const picture = face.picture && (await pictureForPrint(face.picture));
    return this.seal.sign(await layOut({ ...face, picture }, this.clock.now()));
  }
}
