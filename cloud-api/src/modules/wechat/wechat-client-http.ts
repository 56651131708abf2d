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

  async call(path: string, request: WechatRequest): Promise<WechatAnswer> {
    return readAnswer(path, await this.#bytes(path, request));
  }

  /** For endpoints that answer with a file, and with JSON only when they refuse: both by HTTP 200. */
  async file(path: string, request: WechatRequest): Promise<Buffer> {
    const bytes = await this.#bytes(path, request);
    if (bytes[0] !== openingBrace) return bytes;
    readAnswer(path, bytes);
    throw WechatError.unavailable(path, 'JSON instead of a file');
  }

  async #bytes(path: string, { query, body }: WechatRequest): Promise<Buffer> {
    const url = `${this.#baseUrl}${path}${query ? `?${new URLSearchParams(query)}` : ''}`;
    try {
      const response = await this.#fetch(url, {
        ...(body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
        // The URL holds the secret or the token: it must not follow a redirect to another host.
        redirect: 'error',
        signal: AbortSignal.timeout(this.#timeoutMs),
      });
      const bytes = Buffer.from(await response.arrayBuffer());
      if (!response.ok) throw WechatError.unavailable(path, `HTTP ${response.status}`);
      return bytes;
    } catch (error) {
      if (error instanceof WechatError) throw error;
      throw WechatError.unavailable(path, reasonOf(error));
    }
  }
}

const openingBrace = '{'.charCodeAt(0);

/** The JSON object, unless it tells of a failure. */
function readAnswer(path: string, bytes: Buffer): WechatAnswer {
  const answer = parseObject(bytes.toString('utf8'));
  if (!answer) throw WechatError.unavailable(path, 'not a JSON object');
  const { errcode } = answer;
  if (typeof errcode === 'number' && errcode !== 0) throw WechatError.refused(path, errcode, answer.errmsg);
  return answer;
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
