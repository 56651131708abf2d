import { Module } from '@nestjs/common';
import { DocumentsModule } from '../documents/index.js';
import { SignCodesModule } from '../sign-codes/index.js';
import { SignaturesController } from './signatures.controller.js';
import { SignaturesService } from './signatures.service.js';
import { WithdrawalsService } from './withdrawals.service.js';

@Module({
  imports: [DocumentsModule, SignCodesModule],
  controllers: [SignaturesController],
  providers: [SignaturesService, WithdrawalsService],
  exports: [SignaturesService],
})
export class SignaturesModule {}
