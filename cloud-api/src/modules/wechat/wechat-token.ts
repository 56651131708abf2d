import type { WechatHttp } from './wechat-client-http.js';
import { WechatError } from './wechat.errors.js';

const path = '/cgi-bin/stable_token';
/** WeChat hands out the next token from five minutes before the end, and honours both until then. */
const renewalMs = 5 * 60 * 1000;
/** After a failed renewal the held token, still good, is used this long before the next attempt. */
const renewalPauseMs = 30 * 1000;
/** A forced refresh sooner than this after the last one changes nothing; a day allows only 20. */
const forcedPauseMs = 30 * 1000;

interface HeldToken {
  value: string;
  renewAt: number;
  expiresAt: number;
}

interface TokenOptions {
  http: WechatHttp;
  appId: string;
  secret: string;
  clock: { now(): number };
}

/** The app's access token: fetched once for all who wait, renewed early, replaced when WeChat refuses it. */
export class WechatToken {
  readonly #options: TokenOptions;
  #held: HeldToken | undefined;
  #fetching: Promise<string> | undefined;
  #forcedAt = -Infinity;

  constructor(options: TokenOptions) {
    this.#options = options;
  }

  async current(): Promise<string> {
    if (this.#held && this.#now() < this.#held.renewAt) return this.#held.value;
    try {
      return await this.#share(() => this.#fetch());
    } catch (error) {
      if (!this.#held || this.#now() >= this.#held.expiresAt) throw error;
      this.#held.renewAt = this.#now() + renewalPauseMs;
      return this.#held.value;
    }
  }

  /** Another token than the one WeChat has just refused. */
  async replace(refused: string): Promise<string> {
    if (this.#held && this.#held.value !== refused) return this.#held.value;
    this.#held = undefined;
    return this.#share(() => this.#fetchOtherThan(refused));
  }

  /** Another server may have forced a refresh already: asking plainly first keeps servers from ending each other's tokens. */
  async #fetchOtherThan(refused: string): Promise<string> {
    const token = await this.#fetch();
    if (token !== refused || this.#now() - this.#forcedAt < forcedPauseMs) return token;
    this.#forcedAt = this.#now();
    return this.#fetch({ force_refresh: true });
  }

  async #fetch(mode: { force_refresh?: true } = {}): Promise<string> {
    const { http, appId, secret } = this.#options;
    const askedAt = this.#now();
    const { access_token: value, expires_in: seconds } = await http.call(path, {
      body: { grant_type: 'client_credential', appid: appId, secret, ...mode },
    });
    if (typeof value !== 'string' || !value || typeof seconds !== 'number') {
      throw WechatError.unavailable(path, 'no access token in the answer');
    }
    const expiresAt = askedAt + seconds * 1000;
    this.#held = { value, renewAt: expiresAt - renewalMs, expiresAt };
    return value;
  }

  #share(fetchToken: () => Promise<string>): Promise<string> {
    this.#fetching ??= fetchToken().finally(() => (this.#fetching = undefined));
    return this.#fetching;
  }

  #now(): number {
    return this.#options.clock.now();
  }
}
