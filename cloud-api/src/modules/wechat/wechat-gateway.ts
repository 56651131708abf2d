import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/index.js';
import { ErrorCode, Problem } from '../../common/problem/index.js';
import { Configuration } from '../../config/index.js';
import { WechatClient, type WechatPhone, type WechatSession } from './wechat-client.js';
import type { WechatCode, WechatScheme } from './wechat-links.js';
import { WechatError, type WechatErrorKind } from './wechat.errors.js';

const timeoutMs = 8_000;

/** WeChat as the other modules see it: its failures are Problems with a sentence for the person at the phone. */
@Injectable()
export class WechatGateway {
  private readonly client: WechatClient | null;

  constructor(configuration: Configuration, clock: Clock) {
    this.client = configuration.wechat ? new WechatClient({ ...configuration.wechat, fetch, clock, timeoutMs }) : null;
  }

  codeToSession(code: string): Promise<WechatSession> {
    return this.ask((client) => client.codeToSession(code));
  }

  phoneNumber(code: string): Promise<WechatPhone> {
    return this.ask((client) => client.phoneNumber(code));
  }

  /** A mini-program code as a PNG. */
  codeUnlimited(code: WechatCode): Promise<Buffer> {
    return this.ask((client) => client.codeUnlimited(code));
  }

  generateScheme(scheme: WechatScheme): Promise<string> {
    return this.ask((client) => client.generateScheme(scheme));
  }

  private async ask<T>(question: (client: WechatClient) => Promise<T>): Promise<T> {
    if (!this.client) throw new Problem(503, ErrorCode.WechatUnavailable);
    try {
      return await question(this.client);
    } catch (error) {
      if (error instanceof WechatError) throw problemOf(error.kind);
      throw error;
    }
  }
}

function problemOf(kind: WechatErrorKind): Problem {
  if (kind === 'code_invalid') return new Problem(400, ErrorCode.WechatCodeInvalid);
  if (kind === 'risk_blocked') return new Problem(403, ErrorCode.WechatRiskBlocked);
  if (kind === 'rate_limited') return new Problem(429, ErrorCode.TooManyRequests, { retryAfterSeconds: 60 });
  return new Problem(503, ErrorCode.WechatUnavailable);
}
