import { type WechatAnswer, WechatHttp } from './wechat-client-http.js';
import {
  asPng,
  codePath,
  requireCode,
  requireScheme,
  schemePath,
  type WechatCode,
  type WechatScheme,
} from './wechat-links.js';
import {
  type ContentFinding,
  findingOf,
  mediaCheckBody,
  mediaCheckPath,
  type MediaToCheck,
  messageBody,
  sendPath,
  type SubscribeMessage,
  textCheckBody,
  textCheckPath,
  type TextToCheck,
  traceOf,
} from './wechat-messages.js';
import { WechatToken } from './wechat-token.js';
import { WechatError } from './wechat.errors.js';

export interface WechatClientOptions {
  baseUrl: string;
  appId: string;
  secret: string;
  fetch: typeof fetch;
  clock: { now(): number };
  timeoutMs: number;
}

export interface WechatSession {
  openid: string;
  /** Never leaves the server. */
  sessionKey: string;
  unionId?: string;
}

export interface WechatPhone {
  /** Without the country code. */
  nationalNumber: string;
  countryCode: string;
}

/**
 * WeChat's server API as this app uses it. Every failure is a WechatError. Calls are not repeated, apart from one repeat
 * with a new access token: a one-time code whose answer was lost is gone, and the phone has to fetch another.
 */
export class WechatClient {
  readonly #http: WechatHttp;
  readonly #token: WechatToken;
  readonly #appId: string;
  readonly #secret: string;
  readonly #clock: { now(): number };

  constructor({ baseUrl, appId, secret, fetch, clock, timeoutMs }: WechatClientOptions) {
    this.#http = new WechatHttp({ baseUrl, fetch, timeoutMs });
    this.#token = new WechatToken({ http: this.#http, appId, secret, clock });
    this.#appId = appId;
    this.#secret = secret;
    this.#clock = clock;
  }

  /** Who called `wx.login`. */
  async codeToSession(code: string): Promise<WechatSession> {
    const path = '/sns/jscode2session';
    const answer = await this.#http.call(path, {
      query: { appid: this.#appId, secret: this.#secret, js_code: code, grant_type: 'authorization_code' },
    });
    const { openid, session_key: sessionKey, unionid: unionId } = answer;
    if (!isText(openid) || !isText(sessionKey)) throw WechatError.unavailable(path, 'no openid in the answer');
    return { openid, sessionKey, ...(isText(unionId) && { unionId }) };
  }

  /** The number a person has agreed to share. Its code is not a login code. */
  async phoneNumber(code: string): Promise<WechatPhone> {
    const path = '/wxa/business/getuserphonenumber';
    const answer = await this.#post(path, { code });
    const { purePhoneNumber, countryCode, watermark } = (answer.phone_info ?? {}) as PhoneInfo;
    if (!isText(purePhoneNumber)) throw WechatError.unavailable(path, 'no phone number in the answer');
    if (watermark?.appid !== this.#appId) throw WechatError.foreignApp(path);
    return { nationalNumber: purePhoneNumber, countryCode: String(countryCode) };
  }

  /** A mini-program code as a PNG. */
  async codeUnlimited(code: WechatCode): Promise<Buffer> {
    requireCode(code);
    const { scene, page, envVersion, width, checkPath } = code;
    const body = { scene, page, check_path: checkPath, env_version: envVersion, width };
    return asPng(
      await this.#withAccessToken((accessToken) =>
        this.#http.file(codePath, { query: { access_token: accessToken }, body }),
      ),
    );
  }

  /** A link of WeChat's scheme that ends when it is told to. */
  async generateScheme(scheme: WechatScheme): Promise<string> {
    requireScheme(scheme, this.#clock.now());
    const { path, query, expiresAt } = scheme;
    const expiry = { is_expire: true, expire_type: 0, expire_time: Math.floor(expiresAt / 1000) };
    const body = { jump_wxa: { path, query }, ...expiry };
    const { openlink } = await this.#post(schemePath, body);
    if (!isText(openlink)) throw WechatError.unavailable(schemePath, 'no link in the answer');
    return openlink;
  }

  /**
   * Kinds of failure that say what to do: `refused`, `unknown_openid`, `unknown_template`, `wrong_field`, `page_unpublished`. After
   * `unavailable` the person may have the message all the same.
   */
  async sendSubscribeMessage(message: SubscribeMessage): Promise<void> {
    await this.#post(sendPath, messageBody(message));
  }

  /** What WeChat thinks of a text that is to be shown to others. `no_recent_visit` where it has no opinion. */
  async checkText(text: TextToCheck): Promise<ContentFinding> {
    return findingOf(await this.#post(textCheckPath, textCheckBody(text)));
  }

  /** The trace of a check whose finding is pushed within half an hour, as `wxa_media_check`. */
  async checkMedia(media: MediaToCheck): Promise<string> {
    return traceOf(await this.#post(mediaCheckPath, mediaCheckBody(media)));
  }

  #post(path: string, body: object): Promise<WechatAnswer> {
    return this.#withAccessToken((accessToken) =>
      this.#http.call(path, { query: { access_token: accessToken }, body }),
    );
  }

  async #withAccessToken<T>(call: (accessToken: string) => Promise<T>): Promise<T> {
    const token = await this.#token.current();
    try {
      return await call(token);
    } catch (error) {
      if (!(error instanceof WechatError && error.isStaleToken)) throw error;
      return call(await this.#token.replace(token));
    }
  }
}

interface PhoneInfo {
  purePhoneNumber?: unknown;
  countryCode?: unknown;
  watermark?: { appid?: unknown };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
