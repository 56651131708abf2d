import { Module } from '@nestjs/common';
import { WechatModule } from '../wechat/index.js';
import { SignCodeRepository } from './sign-code.repository.js';
import { SignCodeWays } from './sign-code-ways.js';
import { SignCodesController } from './sign-codes.controller.js';
import { SignCodesService } from './sign-codes.service.js';

@Module({
  imports: [WechatModule],
  controllers: [SignCodesController],
  providers: [SignCodeRepository, SignCodeWays, SignCodesService],
  exports: [SignCodesService],
})
export class SignCodesModule {}
