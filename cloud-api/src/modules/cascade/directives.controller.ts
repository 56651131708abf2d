import { Body, Controller, Delete, Get, HttpCode, Post, Put, Query, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, Permission, RequirePermission } from '../../common/auth/index.js';
import { Answers, IdParam, type MultipartRequest } from '../../common/http/index.js';
import { CascadeViews } from './cascade-views.js';
import { DirectiveClips } from './directive-clips.js';
import { DirectivesService } from './directives.service.js';
import { PublicationsService } from './publications.service.js';
import {
  Directive,
  DirectiveAmendment,
  DirectiveEdit,
  DirectiveList,
  DirectiveQuery,
  DirectiveReach,
  DirectiveRecall,
  DirectiveReturn,
  DirectiveRevision,
  NewDirective,
  ReachQuestion,
} from './dto/directive.dto.js';
import { CascadeBoard, CascadeQuery, RelayList, RelayQuery } from './dto/relay.dto.js';

/** Directives from their draft to their recall, and how far they came (S1.3). */
@ApiTags('cascade')
@Controller('directives')
export class DirectivesController {
  constructor(
    private readonly directives: DirectivesService,
    private readonly publications: PublicationsService,
    private readonly clips: DirectiveClips,
    private readonly views: CascadeViews,
  ) {}

  @Get()
  @RequirePermission(Permission.CascadeRead)
  @Answers(DirectiveList)
  list(@CurrentActor() actor: Actor, @Query() query: DirectiveQuery): Promise<DirectiveList> {
    return this.directives.list(actor, query);
  }

  @Post()
  @HttpCode(200)
  @RequirePermission(Permission.DirectiveManage)
  @Answers(Directive)
  draft(@CurrentActor() actor: Actor, @Body() draft: NewDirective): Promise<Directive> {
    return this.directives.draft(actor, draft);
  }

  /** What such targets would reach now. */
  @Post('reach')
  @HttpCode(200)
  @RequirePermission(Permission.DirectiveManage)
  @Answers(DirectiveReach)
  reach(@CurrentActor() actor: Actor, @Body() question: ReachQuestion): Promise<DirectiveReach> {
    return this.directives.reach(actor, question);
  }

  @Get(':id')
  @RequirePermission(Permission.CascadeRead)
  @Answers(Directive)
  one(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<Directive> {
    return this.directives.one(actor, id);
  }

  @Put(':id/draft')
  @RequirePermission(Permission.DirectiveManage)
  @Answers(Directive)
  edit(@CurrentActor() actor: Actor, @IdParam() id: string, @Body() edit: DirectiveEdit): Promise<Directive> {
    return this.directives.edit(actor, id, edit);
  }

  /** A draft that nobody needs. */
  @Delete(':id')
  @HttpCode(204)
  @RequirePermission(Permission.DirectiveManage)
  discard(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<void> {
    return this.directives.discard(actor, id);
  }

  /** Published at once, or sent to a second person where one has to look. */
  @Post(':id/publish')
  @HttpCode(200)
  @RequirePermission(Permission.DirectiveManage)
  @Answers(Directive)
  async publish(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { baseRevision }: DirectiveRevision,
  ): Promise<Directive> {
    await this.publications.publish(actor, id, baseRevision);
    return this.directives.one(actor, id);
  }

  /** By another person than asked for it; it is published with it. */
  @Post(':id/approve')
  @HttpCode(200)
  @RequirePermission(Permission.DirectiveApprove)
  @Answers(Directive)
  async approve(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { baseRevision }: DirectiveRevision,
  ): Promise<Directive> {
    await this.publications.approve(actor, id, baseRevision);
    return this.directives.one(actor, id);
  }

  @Post(':id/return')
  @HttpCode(200)
  @RequirePermission(Permission.DirectiveApprove)
  @Answers(Directive)
  async giveBack(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() back: DirectiveReturn,
  ): Promise<Directive> {
    await this.publications.giveBack(actor, id, back);
    return this.directives.one(actor, id);
  }

  /** A new version goes down the groups, the old one is marked. */
  @Post(':id/amend')
  @HttpCode(200)
  @RequirePermission(Permission.DirectiveManage)
  @Answers(Directive)
  async amend(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() amendment: DirectiveAmendment,
  ): Promise<Directive> {
    await this.publications.amend(actor, id, amendment);
    return this.directives.one(actor, id);
  }

  @Post(':id/recall')
  @HttpCode(200)
  @RequirePermission(Permission.DirectiveManage)
  @Answers(Directive)
  async recall(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { reason }: DirectiveRecall,
  ): Promise<Directive> {
    await this.publications.recall(actor, id, reason);
    return this.directives.one(actor, id);
  }

  /** The voice of the draft: an mp3, m4a or wav of at most five minutes. */
  @Post(':id/clip')
  @HttpCode(200)
  @RequirePermission(Permission.DirectiveManage)
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } }, required: ['file'] },
  })
  @Answers(Directive)
  addClip(@CurrentActor() actor: Actor, @IdParam() id: string, @Req() request: MultipartRequest): Promise<Directive> {
    return this.clips.add(actor, id, request);
  }

  /** The live board: each level by state, and who is late. */
  @Get(':id/cascade')
  @RequirePermission(Permission.CascadeRead)
  @Answers(CascadeBoard)
  board(@CurrentActor() actor: Actor, @IdParam() id: string, @Query() query: CascadeQuery): Promise<CascadeBoard> {
    return this.views.board(actor, id, query);
  }

  @Get(':id/relays')
  @RequirePermission(Permission.CascadeRead)
  @Answers(RelayList)
  relays(@CurrentActor() actor: Actor, @IdParam() id: string, @Query() query: RelayQuery): Promise<RelayList> {
    return this.views.relays(actor, id, query);
  }
}
