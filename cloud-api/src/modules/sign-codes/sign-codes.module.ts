import { Module } from '@nestjs/common';
import { SignCodesController } from './sign-codes.controller.js';
import { SignCodesService } from './sign-codes.service.js';

@Module({ controllers: [SignCodesController], providers: [SignCodesService], exports: [SignCodesService] })
export class SignCodesModule {}
