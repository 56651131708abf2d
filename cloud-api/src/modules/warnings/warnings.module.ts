import { Module } from '@nestjs/common';
import { ChatGroupsModule } from '../chat-groups/index.js';
import { DocumentsModule } from '../documents/index.js';
import { NotificationsModule } from '../notifications/index.js';
import { FeedRepository } from './feed.repository.js';
import { ReportOffice } from './report-office.js';
import { ScamReportRepository } from './scam-report.repository.js';
import { ScamReporting } from './scam-reporting.js';
import { ScamReportsController } from './scam-reports.controller.js';
import { ScamReportsService } from './scam-reports.service.js';
import { WarningMedia } from './warning-media.js';
import { WarningReaders } from './warning-readers.js';
import { WarningRepository } from './warning.repository.js';
import { WarningVersions } from './warning-versions.js';
import { WarningsController } from './warnings.controller.js';
import { WarningsService } from './warnings.service.js';

@Module({
  imports: [ChatGroupsModule, DocumentsModule, NotificationsModule],
  controllers: [ScamReportsController, WarningsController],
  providers: [
    FeedRepository,
    ReportOffice,
    ScamReportRepository,
    ScamReporting,
    ScamReportsService,
    WarningMedia,
    WarningReaders,
    WarningRepository,
    WarningVersions,
    WarningsService,
  ],
})
export class WarningsModule {}
