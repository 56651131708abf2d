import { Module, type OnModuleInit } from '@nestjs/common';
import { EventLog } from '../../common/events/index.js';
import { JobRunner } from '../../common/jobs/index.js';
import { SignaturesModule } from '../signatures/index.js';
import { CertificateJob } from './certificate-job.js';
import { CertificateMaker } from './certificate-maker.js';
import { CertificateRepository } from './certificate.repository.js';
import { CertificatesController } from './certificates.controller.js';
import { CertificatesService } from './certificates.service.js';
import { PdfSeal } from './pdf-seal.js';
import { VerificationsController } from './verifications.controller.js';
import { VerificationsService } from './verifications.service.js';
import { VerifyPagesController } from './verify-pages.controller.js';

@Module({
  imports: [SignaturesModule],
  controllers: [CertificatesController, VerificationsController, VerifyPagesController],
  providers: [
    CertificateJob,
    CertificateMaker,
    CertificateRepository,
    CertificatesService,
    PdfSeal,
    VerificationsService,
  ],
})
export class CertificatesModule implements OnModuleInit {
  constructor(
    private readonly runner: JobRunner,
    private readonly job: CertificateJob,
    private readonly certificates: CertificatesService,
    private readonly eventLog: EventLog,
  ) {}

  onModuleInit(): void {
    this.runner.register(this.job);
    this.eventLog.addReaction({
      name: 'certificates.erased',
      types: ['signature.erased'],
      react: ({ subject }) => this.certificates.forget(subject.id),
    });
  }
}
