import { WechatError } from './wechat.errors.js';

export type WechatAnswer = Record<string, unknown>;

interface WechatRequest {
  query?: Record<string, string>;
  /** Sent as JSON by POST; without it the call is a GET. */
  body?: object;
}

/** One request to WeChat: an answer it vouches for, or a WechatError. */
export class WechatHttp {
  readonly #baseUrl: string;
  readonly #fetch: typeof fetch;
  readonly #timeoutMs: number;

  constructor(options: { baseUrl: string; fetch: typeof fetch; timeoutMs: number }) {
    this.#baseUrl = options.baseUrl.replace(/\/+$/, '');
    this.#fetch = options.fetch;
    this.#timeoutMs = options.timeoutMs;
  }

  async call(path: string, { query, body }: WechatRequest): Promise<WechatAnswer> {
    const answer = parseObject(await this.#text(path, query, body));
    if (!answer) throw WechatError.unavailable(path, 'not a JSON object');
    const { errcode } = answer;
    if (typeof errcode === 'number' && errcode !== 0) throw WechatError.refused(path, errcode, answer.errmsg);
    return answer;
  }

  async #text(path: string, query?: Record<string, string>, body?: object): Promise<string> {
    const url = `${this.#baseUrl}${path}${query ? `?${new URLSearchParams(query)}` : ''}`;
    try {
      const response = await this.#fetch(url, {
        ...(body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
        // The URL holds the secret or the token: it must not follow a redirect to another host.
        redirect: 'error',
        signal: AbortSignal.timeout(this.#timeoutMs),
      });
      const text = await response.text();
      if (!response.ok) throw WechatError.unavailable(path, `HTTP ${response.status}`);
      return text;
    } catch (error) {
      if (error instanceof WechatError) throw error;
      throw WechatError.unavailable(path, reasonOf(error));
    }
  }
}

/** The runtime's own messages may quote the URL; only its fixed names are kept. */
function reasonOf(error: unknown): string {
  const { name, cause } = error as { name?: string; cause?: { code?: unknown } };
  if (name === 'TimeoutError') return 'timed out';
  const code = cause?.code;
  return typeof code === 'string' && /^[A-Z_]+$/.test(code) ? code : 'network failure';
}

function parseObject(text: string): WechatAnswer | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as WechatAnswer) : undefined;
  } catch {
    return undefined;
  }
}
