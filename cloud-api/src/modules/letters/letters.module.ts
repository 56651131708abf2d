import { Module } from '@nestjs/common';
import { SignaturesModule } from '../signatures/index.js';
import { SignCodesModule } from '../sign-codes/index.js';
import { LettersController } from './letters.controller.js';
import { LettersService } from './letters.service.js';

@Module({
  imports: [SignaturesModule, SignCodesModule],
  controllers: [LettersController],
  providers: [LettersService],
})
export class LettersModule {}
