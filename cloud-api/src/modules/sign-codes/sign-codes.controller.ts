import { Body, Controller, Delete, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Actor, CurrentActor, Permission, RequirePermission } from '../../common/auth/index.js';
import { Answers, IdParam } from '../../common/http/index.js';
import { NewSignCode, SignCode, SignCodeLink, SignCodeList, SignCodeQuery } from './dto/sign-code.dto.js';
import { SignCodesService } from './sign-codes.service.js';

@ApiTags('sign-codes')
@Controller('sign-codes')
export class SignCodesController {
  constructor(private readonly codes: SignCodesService) {}

  @Post()
  @HttpCode(200)
  @RequirePermission(Permission.VisitEnter)
  @Answers(SignCode)
  create(@CurrentActor() actor: Actor, @Body() asked: NewSignCode): Promise<SignCode> {
    return this.codes.create(actor, asked);
  }

  @Get()
  @RequirePermission(Permission.VisitEnter)
  @Answers(SignCodeList)
  async list(@CurrentActor() actor: Actor, @Query() query: SignCodeQuery): Promise<SignCodeList> {
    return { items: await this.codes.list(actor, query) };
  }

  @Get(':id/picture')
  @RequirePermission(Permission.VisitEnter)
  @ApiProduces('image/png')
  async picture(@CurrentActor() actor: Actor, @IdParam() id: string, @Res() reply: FastifyReply): Promise<void> {
    void reply.type('image/png').send(await this.codes.picture(actor, id));
  }

  @Post(':id/link')
  @HttpCode(200)
  @RequirePermission(Permission.VisitEnter)
  @Answers(SignCodeLink)
  link(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<SignCodeLink> {
    return this.codes.link(actor, id);
  }

  @Delete(':id')
  @HttpCode(204)
  @RequirePermission(Permission.VisitEnter)
  revoke(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<void> {
    return this.codes.revoke(actor, id);
  }
}
