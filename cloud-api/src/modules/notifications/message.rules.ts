import { addDays, businessDate, dayMs, startOfDate } from '../../common/clock/index.js';
import type { WechatErrorKind } from '../wechat/index.js';

export const MessageState = {
  Waiting: 'waiting',
  /** Somebody is sending it at this moment, or died while doing so. */
  Sending: 'sending',
  /** WeChat may have it, or not. */
  InDoubt: 'in_doubt',
  Sent: 'sent',
  /** The person has allowed no more messages. */
  Refused: 'refused',
  Failed: 'failed',
} as const;
export type MessageState = (typeof MessageState)[keyof typeof MessageState];

/** What came of giving a message to WeChat. */
export type SendOutcome =
  | { kind: 'accepted' }
  | { kind: 'refused'; error: string }
  /** Trying again would change nothing. */
  | { kind: 'wrong'; error: string }
  /** WeChat takes no more messages of this app today. */
  | { kind: 'over_quota'; error: string }
  /** WeChat has done nothing, and may do it later. */
  | { kind: 'not_now'; error: string }
  /** Nobody knows whether WeChat has done it. */
  | { kind: 'unknown'; error: string };

export interface AfterSending {
  state: MessageState;
  /** When to try again; null when there is nothing more to try. */
  dueAt: number | null;
  error: string | null;
}

/**
 * So long WeChat has to tell by its event whether it accepted a message; after it the message is sent again. It is also how long
 * one attempt may take at most, tokens and all.
 */
export const doubtMs = 60_000;
const firstBackOffMs = 1_000;
const longestBackOffMs = 3_600_000;
/** What was to be told so long ago is told by the inbox alone. */
const triedForMs = 3 * dayMs;
const dailyQuotaErrcode = 45009;
const neverAgain: readonly WechatErrorKind[] = [
  'unknown_openid',
  'unknown_template',
  'wrong_field',
  'page_unpublished',
  'request_invalid',
];

export function outcomeOf(error: { kind: WechatErrorKind; errcode?: number; field?: string }): SendOutcome {
  const { kind, errcode, field } = error;
  if (kind === 'refused') return { kind: 'refused', error: kind };
  if (neverAgain.includes(kind)) return { kind: 'wrong', error: field ? `${kind}:${field}`.slice(0, 40) : kind };
  if (errcode === dailyQuotaErrcode) return { kind: 'over_quota', error: 'over_quota' };
  if (kind === 'unavailable' && errcode === undefined) return { kind: 'unknown', error: kind };
  return { kind: 'not_now', error: kind };
}

/** `attempts` counts the one that has just ended. */
export function afterSending(
  outcome: SendOutcome,
  { attempts, createdAt }: { attempts: number; createdAt: number },
  now: number,
): AfterSending {
  if (outcome.kind === 'accepted') return { state: MessageState.Sent, dueAt: null, error: null };
  const { kind, error } = outcome;
  if (kind === 'refused') return { state: MessageState.Refused, dueAt: null, error };
  if (kind === 'wrong' || now - createdAt >= triedForMs) return { state: MessageState.Failed, dueAt: null, error };
  if (kind === 'unknown') return { state: MessageState.InDoubt, dueAt: now + doubtMs, error };
  const dueAt = kind === 'over_quota' ? tomorrow(now) : now + backOff(attempts);
  return { state: MessageState.Waiting, dueAt, error };
}

/** One second after the first attempt, twice as long after each further one, an hour at most. */
export function backOff(attempts: number): number {
  return Math.min(firstBackOffMs * 2 ** Math.min(attempts - 1, 30), longestBackOffMs);
}

/** The first moment of WeChat's next day. */
export function tomorrow(now: number): number {
  return startOfDate(addDays(businessDate(now), 1));
}
