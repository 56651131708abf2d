import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/index.js';
import { ErrorCode, Problem } from '../../common/problem/index.js';
import { Configuration } from '../../config/index.js';
import { type GroupEnterInfo, openGroupEnterInfo } from './group-enter-info.rules.js';
import { WechatClient, type WechatPhone, type WechatSession } from './wechat-client.js';
import type { WechatCode, WechatScheme } from './wechat-links.js';
import type { ContentFinding, MediaToCheck, SubscribeMessage, TextToCheck } from './wechat-messages.js';
import { WechatError, type WechatErrorKind } from './wechat.errors.js';

const timeoutMs = 8_000;

export interface WechatOpening {
  openid: string;
  /** Never leaves the server. */
  sessionKey: string;
  /** The group in which the page was opened, and when WeChat wrote that down; null where it cannot be verified. */
  group: GroupEnterInfo | null;
}

/**
 * WeChat as the other modules see it. What a person at the phone waits for fails as a Problem with a sentence for them; what is
 * sent or checked in the background fails as a WechatError, whose kind says what to do next.
 */
@Injectable()
export class WechatGateway {
  private readonly client: WechatClient | null;
  private readonly appId: string | undefined;

  constructor(
    configuration: Configuration,
    private readonly clock: Clock,
  ) {
    this.appId = configuration.wechat?.appId;
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

  /**
   * Who opened a page, and in which group: `wx.login` came before `wx.getGroupEnterInfo`, so the session key is the one its data was
   * encrypted with, unless WeChat has changed it since.
   */
  async groupOf(loginCode: string, encryptedData: string, iv: string): Promise<WechatOpening> {
    const { openid, sessionKey } = await this.codeToSession(loginCode);
    const entered = { sessionKey, encryptedData, iv, appId: this.appId!, now: this.clock.now() };
    const info = openGroupEnterInfo(entered);
    return { openid, sessionKey, group: info === 'cannot_verify' ? null : info };
  }

  /** Throws a WechatError. */
  async sendSubscribeMessage(message: SubscribeMessage): Promise<void> {
    await this.require().sendSubscribeMessage(message);
  }

  /** Throws a WechatError. */
  async checkText(text: TextToCheck): Promise<ContentFinding> {
    return this.require().checkText(text);
  }

  /** The trace of the check; throws a WechatError. */
  async checkMedia(media: MediaToCheck): Promise<string> {
    return this.require().checkMedia(media);
  }

  private require(): WechatClient {
    if (!this.client) throw WechatError.notConfigured();
    return this.client;
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
  if (kind === 'page_unpublished') return new Problem(503, ErrorCode.WechatPageUnpublished);
  return new Problem(503, ErrorCode.WechatUnavailable);
}
