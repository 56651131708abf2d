import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../common/clock/index.js';
import { Configuration, ConfigurationError } from '../../config/index.js';
import type { PdfKey } from './pdf-key.js';

/**
 * Signs certificates with the configured PKCS#12 file, or with the server's own key. What reads keys and signs is loaded with the
 * first need of it: a server whose worker makes the certificates never carries it.
 */
@Injectable()
export class PdfSeal implements OnModuleInit {
  private key: PdfKey | null = null;

  constructor(
    private readonly configuration: Configuration,
    private readonly clock: Clock,
  ) {}

  /** A file that cannot be opened stops the boot, not the first certificate weeks later. */
  async onModuleInit(): Promise<void> {
    const { pdfCertificate } = this.configuration;
    if (pdfCertificate === null) return;
    const { openPkcs12 } = await import('./pdf-key.js');
    try {
      this.key = openPkcs12(pdfCertificate.file, pdfCertificate.password);
    } catch {
      throw new ConfigurationError(
        'PDF_CERTIFICATE must be a PKCS#12 file in base64 with an RSA key and its certificate, opened by PDF_CERTIFICATE_PASSWORD.',
      );
    }
  }

  async sign(pdf: Buffer): Promise<Buffer> {
    this.key ??= await this.ownKey();
    const { signPdf } = await import('./pdf-signature.js');
    return signPdf(pdf, this.key);
  }

  private async ownKey(): Promise<PdfKey> {
    const { ownPdfKey } = await import('./pdf-key.js');
    return ownPdfKey(this.configuration.dataDirectory, this.clock.now());
  }
}
