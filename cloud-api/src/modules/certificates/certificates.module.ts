import { Module } from '@nestjs/common';
import { SignaturesModule } from '../signatures/index.js';
import { CertificatesController } from './certificates.controller.js';
import { CertificatesService } from './certificates.service.js';
import { VerificationsController } from './verifications.controller.js';
import { VerificationsService } from './verifications.service.js';

@Module({
  imports: [SignaturesModule],
  controllers: [CertificatesController, VerificationsController],
  providers: [CertificatesService, VerificationsService],
})
export class CertificatesModule {}
