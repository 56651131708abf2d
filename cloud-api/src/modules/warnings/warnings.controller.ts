import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Actor, CurrentActor, Permission, Public, RequirePermission, SignedIn } from '../../common/auth/index.js';
import { Answers, IdParam } from '../../common/http/index.js';
import {
  FeedWarning,
  MyScamReports,
  NewScamReport,
  ReporterPhone,
  ScamReport,
  ScamReportHandling,
  ScamReportList,
  ScamReportQuery,
  WarningCard,
  WarningFeed,
  WarningQuery,
  WarningReading,
} from './dto/warning.dto.js';
import { ScamReportsService } from './scam-reports.service.js';
import { WarningMedia } from './warning-media.js';
import { WarningsService } from './warnings.service.js';

/** Warnings as people read them, and what they tell back. */
@ApiTags('warnings')
@Controller()
export class WarningsController {
  constructor(
    private readonly warnings: WarningsService,
    private readonly media: WarningMedia,
    private readonly reports: ScamReportsService,
  ) {}

  /** What came down to the groups that the actor belongs to, the newest first. */
  @Get('me/warnings')
  @SignedIn()
  @Answers(WarningFeed)
  feed(@CurrentActor() actor: Actor, @Query() query: WarningQuery): Promise<WarningFeed> {
    return this.warnings.feed(actor, query);
  }

  @Get('me/warnings/:id')
  @SignedIn()
  @Answers(FeedWarning)
  one(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<FeedWarning> {
    return this.warnings.one(actor, id);
  }

  /** Opened; perhaps listened to, perhaps found helpful. */
  @Post('me/warnings/:id/reading')
  @HttpCode(200)
  @SignedIn()
  @Answers(FeedWarning)
  read(@CurrentActor() actor: Actor, @IdParam() id: string, @Body() reading: WarningReading): Promise<FeedWarning> {
    return this.warnings.read(actor, id, reading);
  }

  /** By the relay that a shared card names. */
  @Get('cards/:id')
  @Public()
  @Answers(WarningCard)
  card(@IdParam() id: string): Promise<WarningCard> {
    return this.warnings.card(id);
  }

  /** The voice of a published version that is meant for everybody. */
  @Get('warnings/:id/clip')
  @Public()
  @ApiProduces('audio/mpeg')
  async clip(@IdParam() id: string, @Res() reply: FastifyReply): Promise<void> {
    await this.media.sendClip(id, reply);
  }

  /** A picture of a published version that is meant for everybody. */
  @Get('warnings/:id/photos/:photoId')
  @Public()
  @ApiProduces('image/jpeg')
  async photo(@IdParam() id: string, @IdParam('photoId') photoId: string, @Res() reply: FastifyReply): Promise<void> {
    await this.media.sendPhoto(id, photoId, reply);
  }

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
    return this.reports.report(actor, report);
  }

  @Get('scam-reports')
  @RequirePermission(Permission.CascadeRead)
  @Answers(ScamReportList)
  list(@CurrentActor() actor: Actor, @Query() query: ScamReportQuery): Promise<ScamReportList> {
    return this.reports.list(actor, query);
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
