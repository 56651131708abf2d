import { WechatError } from './wechat.errors.js';
import type { WechatAnswer } from './wechat-client-http.js';

export const sendPath = '/cgi-bin/message/subscribe/send';
export const textCheckPath = '/wxa/msg_sec_check';
export const mediaCheckPath = '/wxa/media_check_async';

/** One message among a person's 服务通知; it uses up one grant of theirs for the template. */
export interface SubscribeMessage {
  openid: string;
  templateId: string;
  /** Where a tap leads, with parameters; without it, nowhere. */
  page?: string;
  /** By the template's field names, `thing1` and so on; each has its own limits, told by 47003. */
  data: Readonly<Record<string, string>>;
  /** Which version of the mini-program opens; only of the released one does WeChat check the page. */
  envVersion: 'release' | 'trial' | 'develop';
}

/** Where what is checked would be shown: WeChat is stricter in some places. */
export const ContentScene = { Profile: 1, Comment: 2, Forum: 3, Social: 4 } as const;
export type ContentScene = (typeof ContentScene)[keyof typeof ContentScene];

export interface TextToCheck {
  /** Somebody who has used the mini-program within two hours. */
  openid: string;
  /** Up to 2500 characters. */
  text: string;
  scene: ContentScene;
}

export interface MediaToCheck {
  /** Somebody who has used the mini-program within two hours. */
  openid: string;
  /** Where WeChat can fetch it: up to 10 MB. */
  url: string;
  kind: 'audio' | 'picture';
  scene: ContentScene;
}

export interface ContentFinding {
  suggest: 'pass' | 'review' | 'risky';
  /** 100 is nothing; 10001 advertising, 20001 politics, 20002 sex, 20003 abuse, 20006 crime, 20008 fraud … */
  label: number;
}

const longestText = 2_500;
const states = { release: 'formal', trial: 'trial', develop: 'developer' };
const mediaTypes = { audio: 1, picture: 2 };
const suggestions = ['pass', 'review', 'risky'] as const;

/** What WeChat would refuse costs no call. */
export function messageBody({ openid, templateId, page, data, envVersion }: SubscribeMessage): object {
  if (!openid) throw WechatError.invalid(sendPath, 'openid');
  if (!templateId) throw WechatError.invalid(sendPath, 'template');
  if (page !== undefined && !/^\w/.test(page)) throw WechatError.invalid(sendPath, 'page');
  return {
    touser: openid,
    template_id: templateId,
    ...(page !== undefined && { page }),
    data: Object.fromEntries(Object.entries(data).map(([field, value]) => [field, { value }])),
    miniprogram_state: states[envVersion],
    lang: 'zh_CN',
  };
}

export function textCheckBody({ openid, text, scene }: TextToCheck): object {
  const length = [...text].length;
  if (length === 0 || length > longestText) throw WechatError.invalid(textCheckPath, 'text');
  return { version: 2, openid, scene, content: text };
}

export function mediaCheckBody({ openid, url, kind, scene }: MediaToCheck): object {
  if (!/^https?:\/\/\S+$/.test(url)) throw WechatError.invalid(mediaCheckPath, 'address');
  return { version: 2, openid, scene, media_url: url, media_type: mediaTypes[kind] };
}

export function findingOf({ result }: WechatAnswer): ContentFinding {
  const { suggest, label } = (result ?? {}) as { suggest?: unknown; label?: unknown };
  const known = suggestions.find((suggestion) => suggestion === suggest);
  if (known === undefined) throw WechatError.unavailable(textCheckPath, 'no finding in the answer');
  return { suggest: known, label: Number(label) };
}

export function traceOf({ trace_id: trace }: WechatAnswer): string {
  if (typeof trace !== 'string' || trace === '')
    throw WechatError.unavailable(mediaCheckPath, 'no trace in the answer');
  return trace;
}
