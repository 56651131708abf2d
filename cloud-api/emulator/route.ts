export interface WechatCall {
  query: URLSearchParams;
  body: Record<string, unknown>;
}

export interface Route {
  method: 'GET' | 'POST';
  path: string;
  /** Checked before `handle` runs, as WeChat does: a refused token leaves one-time codes unused. */
  needsAccessToken?: true;
  handle(call: WechatCall): Record<string, unknown>;
}
