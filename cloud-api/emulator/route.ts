export interface WechatCall {
  query: URLSearchParams;
  body: Record<string, unknown>;
}

export type JsonAnswer = Record<string, unknown>;

/** What a few endpoints answer instead of JSON. */
export class PictureAnswer {
  constructor(
    readonly contentType: string,
    readonly bytes: Buffer,
  ) {}
}

export interface Route {
  method: 'GET' | 'POST';
  path: string;
  /** Checked before `handle` runs, as WeChat does: a refused token leaves one-time codes unused. */
  needsAccessToken?: true;
  handle(call: WechatCall): JsonAnswer | PictureAnswer | Promise<PictureAnswer>;
}
