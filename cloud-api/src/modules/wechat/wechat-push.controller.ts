import { Controller, Get, HttpCode, Logger, Post, Query, Req, Res } from '@nestjs/common';
import { ApiDefaultResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../common/auth/index.js';
import { Clock } from '../../common/clock/index.js';
import { Problem, ProblemDto } from '../../common/problem/index.js';
import { Configuration } from '../../config/index.js';
import { readPush } from './push-event.rules.js';
import { isSigned, openPush, type PushQuery, type PushSecrets } from './push-message.rules.js';
import { WechatPushes } from './wechat-pushes.js';

const plainText = 'text/plain; charset=utf-8';
const warningPauseMs = 60_000;

/**
 * Where WeChat tells what happened. Not there (404) without a token; whoever is not WeChat gets one and the same 403. What it sends is
 * WeChat's to say, not this contract's: parameters that nobody knows are no mistake.
 */
@ApiTags('wechat')
@ApiProduces('text/plain')
@ApiDefaultResponse({ type: ProblemDto, description: 'A Problem (RFC 9457).' })
@Controller('wechat/push')
export class WechatPushController {
  private readonly logger = new Logger('WechatPush');
  private readonly secrets: PushSecrets | null;
  private warnedAt = -Infinity;

  constructor(
    { wechat, wechatPush }: Configuration,
    private readonly pushes: WechatPushes,
    private readonly clock: Clock,
  ) {
    this.secrets = wechat && wechatPush ? { ...wechatPush, appId: wechat.appId } : null;
  }

  /** WeChat asks when the address is entered on its administration page. */
  @Get()
  @Public()
  @ApiOkResponse({ type: String, description: 'The echostr.' })
  verify(@Query() query: PushQuery & { echostr?: unknown }, @Res() reply: FastifyReply): void {
    this.requireSigned(query);
    const { echostr } = query;
    if (typeof echostr !== 'string' || !/^[\w-]{1,128}$/.test(echostr)) throw Problem.forbidden();
    void reply.type(plainText).send(echostr);
  }

  /** JSON only, encrypted where a key is configured. Answered when all handlers have committed. */
  @Post()
  @HttpCode(200)
  @Public()
  @ApiOkResponse({ type: String, description: '`success`.' })
  async receive(@Query() query: PushQuery, @Req() { body }: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const message = openPush(body, query, this.requireSigned(query));
    if (!message) throw this.refusal('could not be opened');
    const push = readPush(message);
    if (push) await this.pushes.receive(push);
    void reply.type(plainText).send('success');
  }

  private requireSigned(query: PushQuery): PushSecrets {
    if (!this.secrets) throw Problem.notFound();
    if (!isSigned(query, this.secrets.token, this.clock.now()))
      throw this.refusal('was not signed by WeChat, or long ago');
    return this.secrets;
  }

  /** A wrong token or key shows in the log, and only there; once a minute, so that nobody fills it. */
  private refusal(reason: string): Problem {
    const now = this.clock.now();
    if (now - this.warnedAt >= warningPauseMs) {
      this.warnedAt = now;
      this.logger.warn(`a push ${reason}`);
    }
    return Problem.forbidden();
  }
}
