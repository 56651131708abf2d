import { Body, Controller, Get, HttpCode, Post, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Actor, CurrentActor, Permission, RequirePermission } from '../../common/auth/index.js';
import { Answers, IdParam } from '../../common/http/index.js';
import { Export, ExportList, NewExport } from './dto/export.dto.js';
import { attachment } from './export.rules.js';
import { ExportsService } from './exports.service.js';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

@ApiTags('exports')
@Controller('exports')
export class ExportsController {
  constructor(private readonly exports: ExportsService) {}

  @Post()
  @HttpCode(200)
  @RequirePermission(Permission.ListExport)
  @Answers(Export)
  request(@CurrentActor() actor: Actor, @Body() asked: NewExport): Promise<Export> {
    return this.exports.request(actor, asked);
  }

  @Get()
  @RequirePermission(Permission.ListExport)
  @Answers(ExportList)
  async list(@CurrentActor() actor: Actor): Promise<ExportList> {
    return { items: await this.exports.list(actor) };
  }

  @Get(':id')
  @RequirePermission(Permission.ListExport)
  @Answers(Export)
  one(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<Export> {
    return this.exports.one(actor, id);
  }

  @Get(':id/file')
  @RequirePermission(Permission.ListExport)
  @ApiProduces(xlsx)
  async file(@CurrentActor() actor: Actor, @IdParam() id: string, @Res() reply: FastifyReply): Promise<void> {
    const { fileName, bytes } = await this.exports.download(actor, id);
    void reply
      .type(xlsx)
      .header('content-disposition', attachment(fileName))
      .header('cache-control', 'no-store')
      .send(bytes);
  }
}
