import { Injectable, type OnModuleInit } from '@nestjs/common';
import { SignPdf } from '@signpdf/signpdf';
import { Clock } from '../../common/clock/index.js';
import { Configuration, ConfigurationError } from '../../config/index.js';
import { CadesSigner } from './cades-signer.js';
import { openPkcs12, ownPdfKey, type PdfKey } from './pdf-key.js';

/** Signs certificates with the configured PKCS#12 file, or with the server's own key. */
@Injectable()
export class PdfSeal implements OnModuleInit {
  private key: PdfKey | null = null;

  constructor(
    private readonly configuration: Configuration,
    private readonly clock: Clock,
  ) {}

  /** A file that cannot be opened stops the boot, not the first certificate weeks later. */
  onModuleInit(): void {
    const { pdfCertificate } = this.configuration;
    if (pdfCertificate === null) return;
    try {
      this.key = openPkcs12(pdfCertificate.file, pdfCertificate.password);
    } catch {
      throw new ConfigurationError(
        'PDF_CERTIFICATE must be a PKCS#12 file in base64 with an RSA key and its certificate, opened by PDF_CERTIFICATE_PASSWORD.',
      );
    }
  }

  /** The PDF with its placeholder filled: a PAdES signature over every other byte of it. */
  async sign(pdf: Buffer): Promise<Buffer> {
    this.key ??= ownPdfKey(this.configuration.dataDirectory, this.clock.now());
    return new SignPdf().sign(pdf, new CadesSigner(this.key));
  }
}
