import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Actor, CurrentActor, Public, SignedIn } from '../../common/auth/index.js';
import { Answers, IdParam } from '../../common/http/index.js';
import { FeedWarning, WarningCard, WarningFeed, WarningQuery, WarningReading } from './dto/warning.dto.js';
import { WarningMedia } from './warning-media.js';
import { WarningsService } from './warnings.service.js';

/** Warnings as people read them. */
@ApiTags('warnings')
@Controller()
export class WarningsController {
  constructor(
    private readonly warnings: WarningsService,
    private readonly media: WarningMedia,
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

  /** The voice of what the actor may read, 指令 and 通报 too. */
  @Get('me/warnings/:id/clip')
  @SignedIn()
  @ApiProduces('audio/mpeg')
  async ownClip(@CurrentActor() actor: Actor, @IdParam() id: string, @Res() reply: FastifyReply): Promise<void> {
    await this.media.sendOwnClip(actor, id, reply);
  }

  @Get('me/warnings/:id/photos/:photoId')
  @SignedIn()
  @ApiProduces('image/jpeg')
  async ownPhoto(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @IdParam('photoId') photoId: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.media.sendOwnPhoto(actor, id, photoId, reply);
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

  /** The voice of a version (`versionId`) that everybody reads today. */
  @Get('warnings/:id/clip')
  @Public()
  @ApiProduces('audio/mpeg')
  async clip(@IdParam() id: string, @Res() reply: FastifyReply): Promise<void> {
    await this.media.sendClip(id, reply);
  }

  /** A picture of a version (`versionId`) that everybody reads today. */
  @Get('warnings/:id/photos/:photoId')
  @Public()
  @ApiProduces('image/jpeg')
  async photo(@IdParam() id: string, @IdParam('photoId') photoId: string, @Res() reply: FastifyReply): Promise<void> {
    await this.media.sendPhoto(id, photoId, reply);
  }
}
