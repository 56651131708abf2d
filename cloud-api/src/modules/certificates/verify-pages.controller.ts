import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../../common/auth/index.js';
import type { MultipartRequest } from '../../common/http/index.js';
import { codeLength, readVerifyCode } from '../signatures/index.js';
import { sendPage } from './public-pages.js';
import { VerificationsService } from './verifications.service.js';
import { askingPage, filePage, verificationPage } from './verify-page.js';

/** The pages behind the QR code of a certificate: for anybody, without a script, outside the API's prefix. */
@ApiExcludeController()
@Controller('verify')
export class VerifyPagesController {
  constructor(private readonly verifications: VerificationsService) {}

  @Get()
  @Public()
  ask(@Query('code') typed: unknown, @Res() reply: FastifyReply): void {
    if (typed === undefined) return sendPage(reply, askingPage());
    const code = typeof typed === 'string' ? readVerifyCode(typed) : null;
    if (code === null)
      return sendPage(reply.status(400), askingPage(`编号是 ${codeLength} 个字母和数字，请再看一遍。`));
    void reply.redirect(`/verify/${code}`, 303);
  }

  @Get(':code')
  @Public()
  async show(@Param('code') code: string, @Res() reply: FastifyReply): Promise<void> {
    sendPage(reply, verificationPage(await this.verifications.one(code)));
  }

  @Post()
  @Public()
  async check(@Req() request: MultipartRequest, @Res() reply: FastifyReply): Promise<void> {
    sendPage(reply.status(200), filePage(await this.verifications.file(request)));
  }
}
