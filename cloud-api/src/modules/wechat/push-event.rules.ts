import { createHash } from 'node:crypto';
import { canonicalJson } from '../../common/crypto/index.js';

/** Something that WeChat tells by itself. */
export interface WechatPush {
  /** `subscribe_msg_change_event`, `wxa_media_check` … */
  event: string;
  /** Whom it is about. */
  openid: string;
  /** Milliseconds since the epoch; WeChat counts in seconds. */
  happenedAt: number;
  /** The event's `List`: in JSON, WeChat sends a list of one as that one. */
  entries: readonly Readonly<Record<string, unknown>>[];
  /** The whole message. */
  content: Readonly<Record<string, unknown>>;
  /** The same for every time WeChat tells the same thing: it tries up to three times. */
  key: string;
}

/** Null for a message that is no event about somebody. */
export function readPush(message: object): WechatPush | null {
  const content = message as Record<string, unknown>;
  const { MsgType: kind, Event: event, FromUserName: openid, CreateTime: seconds } = content;
  if (String(kind).toLowerCase() !== 'event') return null;
  if (!isName(event) || !isName(openid)) return null;
  const happenedAt = Number(seconds) * 1_000;
  if (!Number.isSafeInteger(happenedAt) || happenedAt < 0) return null;
  const entries = entriesOf(content.List);
  return { event, openid, happenedAt, entries, content, key: keyOf(event, content, entries) };
}

function entriesOf(list: unknown): WechatPush['entries'] {
  const entries: unknown[] = Array.isArray(list) ? list : [list];
  return entries.filter((entry) => typeof entry === 'object' && entry !== null) as Record<string, unknown>[];
}

/** By WeChat's own number for the message or the check, else by all that it says. */
function keyOf(event: string, content: Record<string, unknown>, entries: WechatPush['entries']): string {
  const own = [content.trace_id, content.MsgId, entries.length === 1 ? entries[0]!.MsgID : undefined];
  const number = own.find(
    (id): id is string | number => typeof id === 'number' || (typeof id === 'string' && id !== ''),
  );
  const identity = number === undefined ? canonicalJson(content) : `${event}\n${number}`;
  return createHash('sha256').update(identity).digest('hex');
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && /^[\w-]{1,64}$/.test(value);
}
