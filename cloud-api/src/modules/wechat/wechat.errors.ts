export type WechatErrorKind =
  | 'code_invalid'
  | 'risk_blocked'
  | 'rate_limited'
  | 'busy'
  | 'unavailable'
  | 'misconfigured'
  | 'request_invalid'
  /** The person has no grant left for the template, or has refused it. */
  | 'refused'
  | 'unknown_openid'
  | 'unknown_template'
  /** `field` of the error says which. */
  | 'wrong_field'
  /** Not in the released version. */
  | 'page_unpublished'
  /** The person has not used the mini-program within two hours. */
  | 'no_recent_visit';

const kinds: Record<number, WechatErrorKind> = {
  [-1]: 'busy',
  40001: 'misconfigured', // the secret, or a fresh access token, is refused
  40002: 'misconfigured',
  40003: 'unknown_openid',
  40013: 'misconfigured',
  40014: 'misconfigured',
  40029: 'code_invalid',
  40037: 'unknown_template',
  40097: 'request_invalid',
  40125: 'misconfigured',
  40129: 'request_invalid', // a character that a scene may not hold
  40163: 'code_invalid', // undocumented, but what a reused login code often gets
  40164: 'misconfigured', // our address is not on the allow list
  40165: 'page_unpublished',
  40169: 'request_invalid',
  40212: 'request_invalid',
  40226: 'risk_blocked',
  41002: 'misconfigured',
  41004: 'misconfigured',
  41008: 'code_invalid',
  41030: 'page_unpublished',
  42001: 'misconfigured',
  43101: 'refused',
  44990: 'rate_limited',
  45002: 'request_invalid', // a text too long
  45009: 'rate_limited',
  45011: 'rate_limited',
  47001: 'request_invalid',
  47003: 'wrong_field',
  48001: 'misconfigured', // the interface is not granted to this app
  61010: 'no_recent_visit',
  85079: 'page_unpublished', // nothing is released yet
  85401: 'request_invalid',
  89503: 'misconfigured', // our address waits for the administrator's consent
};

const staleTokenErrcodes = new Set([40001, 40014, 42001]);

/**
 * A failed call to WeChat. It carries nothing WeChat or the caller sent (URLs hold secrets, messages may echo codes and
 * openids), except the request id that WeChat's support asks for and the name of a template's field; so it is safe to log.
 *
 * With an `errcode` WeChat did nothing. Without one (`unavailable`) nobody knows whether the work was done and its answer lost.
 */
export class WechatError extends Error {
  override readonly name = 'WechatError';

  private constructor(
    readonly kind: WechatErrorKind,
    readonly errcode: number | undefined,
    message: string,
    readonly requestId?: string,
    readonly field?: string,
  ) {
    super(message);
  }

  static refused(path: string, errcode: number, errmsg: unknown): WechatError {
    const requestId = /\brid: ([0-9a-f-]+)/.exec(String(errmsg))?.[1];
    const field = errcode === 47003 ? /\bdata\.([a-z_]+\d+)\b/.exec(String(errmsg))?.[1] : undefined;
    const kind = kinds[errcode] ?? 'unavailable';
    return new WechatError(kind, errcode, `WeChat refused ${path} with errcode ${errcode}`, requestId, field);
  }

  static unavailable(path: string, reason: string): WechatError {
    return new WechatError('unavailable', undefined, `WeChat gave no usable answer to ${path}: ${reason}`);
  }

  /** Refused by ourselves, before anything was sent. */
  static invalid(path: string, field: string): WechatError {
    return new WechatError('request_invalid', undefined, `the ${field} for ${path} is not one that WeChat takes`);
  }

  static notConfigured(): WechatError {
    return new WechatError('misconfigured', undefined, 'no WeChat app is configured');
  }

  static foreignApp(path: string): WechatError {
    return new WechatError('misconfigured', undefined, `WeChat answered ${path} for another app`);
  }

  get isStaleToken(): boolean {
    return this.errcode !== undefined && staleTokenErrcodes.has(this.errcode);
  }
}
