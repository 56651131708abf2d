import { Module } from '@nestjs/common';
import { ScamReportsService } from './scam-reports.service.js';
import { WarningMedia } from './warning-media.js';
import { WarningsController } from './warnings.controller.js';
import { WarningsService } from './warnings.service.js';

@Module({ controllers: [WarningsController], providers: [ScamReportsService, WarningMedia, WarningsService] })
export class WarningsModule {}
