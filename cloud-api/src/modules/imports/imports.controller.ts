import { Body, Controller, Get, HttpCode, Post, Query, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, Permission, RequirePermission } from '../../common/auth/index.js';
import { Answers, IdParam, type MultipartRequest } from '../../common/http/index.js';
import {
  ChangePage,
  ChangeQuery,
  Import,
  ImportDecisions,
  ImportList,
  ImportMapping,
  ImportPublication,
  ImportQuery,
  ProblemPage,
  ProblemQuery,
} from './dto/import.dto.js';
import { ImportKindName } from './import.rules.js';
import { ImportsService } from './imports.service.js';
import { readUpload } from './upload-form.js';

@ApiTags('imports')
@Controller('imports')
export class ImportsController {
  constructor(private readonly imports: ImportsService) {}

  @Post()
  @HttpCode(200)
  @RequirePermission(Permission.ListImport)
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['id', 'kind', 'regionId', 'file'],
      properties: {
        id: { type: 'string', format: 'uuid' },
        kind: { type: 'string', enum: Object.values(ImportKindName) },
        regionId: { type: 'integer', minimum: 1 },
        file: { type: 'string', format: 'binary' },
      },
    },
  })
  @Answers(Import)
  async upload(@CurrentActor() actor: Actor, @Req() request: MultipartRequest): Promise<Import> {
    return this.imports.upload(actor, await readUpload(request));
  }

  @Get()
  @RequirePermission(Permission.ListImport)
  @Answers(ImportList)
  list(@CurrentActor() actor: Actor, @Query() query: ImportQuery): Promise<ImportList> {
    return this.imports.list(actor, query);
  }

  @Get(':id')
  @RequirePermission(Permission.ListImport)
  @Answers(Import)
  get(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<Import> {
    return this.imports.get(actor, id);
  }

  @Post(':id/check')
  @HttpCode(200)
  @RequirePermission(Permission.ListImport)
  @Answers(Import)
  check(@CurrentActor() actor: Actor, @IdParam() id: string, @Body() body: ImportMapping): Promise<Import> {
    return this.imports.check(actor, id, body);
  }

  @Get(':id/problems')
  @RequirePermission(Permission.ListImport)
  @Answers(ProblemPage)
  problems(@CurrentActor() actor: Actor, @IdParam() id: string, @Query() query: ProblemQuery): Promise<ProblemPage> {
    return this.imports.problems(actor, id, query);
  }

  @Get(':id/changes')
  @RequirePermission(Permission.ListImport)
  @Answers(ChangePage)
  changes(@CurrentActor() actor: Actor, @IdParam() id: string, @Query() query: ChangeQuery): Promise<ChangePage> {
    return this.imports.changes(actor, id, query);
  }

  @Post(':id/decisions')
  @HttpCode(200)
  @RequirePermission(Permission.ListImport)
  @Answers(Import)
  decide(@CurrentActor() actor: Actor, @IdParam() id: string, @Body() body: ImportDecisions): Promise<Import> {
    return this.imports.decide(actor, id, body);
  }

  @Post(':id/places')
  @HttpCode(200)
  @RequirePermission(Permission.ListImport)
  @Answers(Import)
  createPlaces(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<Import> {
    return this.imports.createPlaces(actor, id);
  }

  @Post(':id/publish')
  @HttpCode(200)
  @RequirePermission(Permission.ListImport)
  @Answers(Import)
  publish(@CurrentActor() actor: Actor, @IdParam() id: string, @Body() body: ImportPublication): Promise<Import> {
    return this.imports.publish(actor, id, body.mode);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @RequirePermission(Permission.ListImport)
  @Answers(Import)
  cancel(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<Import> {
    return this.imports.cancel(actor, id);
  }
}
