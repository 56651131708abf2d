import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, Permission, RequirePermission, SignedIn } from '../../common/auth/index.js';
import { Answers, IdParam } from '../../common/http/index.js';
import {
  MyScamReports,
  NewScamReport,
  ReporterPhone,
  ScamReport,
  ScamReportHandling,
  ScamReportList,
  ScamReportQuery,
} from './dto/scam-report.dto.js';
import { ScamReporting } from './scam-reporting.js';
import { ScamReportsService } from './scam-reports.service.js';

/** What people tell back. */
@ApiTags('warnings')
@Controller()
export class ScamReportsController {
  constructor(
    private readonly reporting: ScamReporting,
    private readonly reports: ScamReportsService,
  ) {}

  @Get('me/scam-reports')
  @SignedIn()
  @Answers(MyScamReports)
  mine(@CurrentActor() actor: Actor): Promise<MyScamReports> {
    return this.reports.mine(actor);
  }

  /** "I met this scam." */
  @Post('me/scam-reports')
  @HttpCode(200)
  @SignedIn()
  @Answers(ScamReport)
  report(@CurrentActor() actor: Actor, @Body() report: NewScamReport): Promise<ScamReport> {
    return this.reporting.report(actor, report);
  }

  @Get('scam-reports')
  @RequirePermission(Permission.CascadeRead)
  @Answers(ScamReportList)
  list(@CurrentActor() actor: Actor, @Query() query: ScamReportQuery): Promise<ScamReportList> {
    return this.reports.list(actor, query);
  }

  @Get('scam-reports/:id')
  @RequirePermission(Permission.CascadeRead)
  @Answers(ScamReport)
  one(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<ScamReport> {
    return this.reports.one(actor, id);
  }

  @Post('scam-reports/:id/handled')
  @HttpCode(200)
  @RequirePermission(Permission.DirectiveManage)
  @Answers(ScamReport)
  handle(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { note }: ScamReportHandling,
  ): Promise<ScamReport> {
    return this.reports.handle(actor, id, note);
  }

  /** The reporter's number; that it was asked for is recorded. */
  @Post('scam-reports/:id/phone')
  @HttpCode(200)
  @RequirePermission(Permission.DirectiveManage)
  @Answers(ReporterPhone)
  phone(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<ReporterPhone> {
    return this.reports.phone(actor, id);
  }
}
