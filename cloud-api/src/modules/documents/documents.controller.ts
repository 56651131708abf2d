import { Body, Controller, Get, HttpCode, Post, Put, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Actor, CurrentActor, Permission, RequirePermission, SignedIn } from '../../common/auth/index.js';
import { Answers, IdParam, type MultipartRequest, RegionParam } from '../../common/http/index.js';
import { ClipsService } from './clips.service.js';
import { DocumentsService } from './documents.service.js';
import {
  ClipQuery,
  CurrentPapers,
  DocumentClip,
  DocumentTemplate,
  DocumentTemplateList,
  DocumentVersion,
  DraftChange,
  Issuer,
  IssuerChange,
  NewTemplate,
  PreviewRequest,
  Publication,
  RenderedDocument,
  TemplateQuery,
} from './dto/document.dto.js';
import { IssuersService } from './issuers.service.js';
import { TemplatesService } from './templates.service.js';

@ApiTags('documents')
@Controller('documents')
export class DocumentsController {
  constructor(
    private readonly documents: DocumentsService,
    private readonly templates: TemplatesService,
    private readonly issuers: IssuersService,
    private readonly clips: ClipsService,
  ) {}

  /** The papers of the villages the actor works in, or lives in. */
  @Get('current')
  @SignedIn()
  @Answers(CurrentPapers)
  current(@CurrentActor() actor: Actor): Promise<CurrentPapers> {
    return this.documents.current(actor);
  }

  @Get('templates')
  @RequirePermission(Permission.DocumentManage)
  @Answers(DocumentTemplateList)
  list(@CurrentActor() actor: Actor, @Query() { regionId }: TemplateQuery): Promise<DocumentTemplateList> {
    return this.templates.list(actor, regionId);
  }

  @Post('templates')
  @HttpCode(200)
  @RequirePermission(Permission.DocumentManage)
  @Answers(DocumentTemplate)
  create(@CurrentActor() actor: Actor, @Body() asked: NewTemplate): Promise<DocumentTemplate> {
    return this.templates.create(actor, asked);
  }

  @Put('templates/:id/draft')
  @RequirePermission(Permission.DocumentManage)
  @Answers(DocumentTemplate)
  write(@CurrentActor() actor: Actor, @IdParam() id: string, @Body() draft: DraftChange): Promise<DocumentTemplate> {
    return this.templates.write(actor, id, draft);
  }

  @Post('templates/:id/publish')
  @HttpCode(200)
  @RequirePermission(Permission.DocumentManage)
  @Answers(DocumentTemplate)
  publish(@CurrentActor() actor: Actor, @IdParam() id: string, @Body() body: Publication): Promise<DocumentTemplate> {
    return this.templates.publish(actor, id, body.revision);
  }

  @Post('preview')
  @HttpCode(200)
  @RequirePermission(Permission.DocumentManage)
  @Answers(RenderedDocument)
  preview(@CurrentActor() actor: Actor, @Body() asked: PreviewRequest): Promise<RenderedDocument> {
    return this.templates.preview(actor, asked);
  }

  /** A published text is no secret. */
  @Get('versions/:id')
  @SignedIn()
  @Answers(DocumentVersion)
  version(@IdParam() id: string): Promise<DocumentVersion> {
    return this.documents.version(id);
  }

  @Post('versions/:id/clip')
  @HttpCode(200)
  @RequirePermission(Permission.DocumentManage)
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['dialect', 'file'],
      properties: { dialect: { type: 'string', maxLength: 20 }, file: { type: 'string', format: 'binary' } },
    },
  })
  @Answers(DocumentClip)
  addClip(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Req() request: MultipartRequest,
  ): Promise<DocumentClip> {
    return this.clips.add(actor, id, request);
  }

  @Get('versions/:id/clip')
  @SignedIn()
  @ApiProduces('audio/mpeg', 'audio/mp4')
  async clip(@IdParam() id: string, @Query() { dialect }: ClipQuery, @Res() reply: FastifyReply): Promise<void> {
    const { mediaType, bytes } = await this.clips.read(id, dialect);
    void reply.type(mediaType).header('cache-control', 'private, max-age=86400').send(bytes);
  }

  @Put('issuers/:id')
  @RequirePermission(Permission.DocumentManage)
  @Answers(Issuer)
  nameIssuer(@CurrentActor() actor: Actor, @RegionParam() id: number, @Body() change: IssuerChange): Promise<Issuer> {
    return this.issuers.name(actor, id, change);
  }
}
