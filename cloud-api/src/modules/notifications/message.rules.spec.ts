import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { businessDate, dayMs } from '../../common/clock/index.js';
import { WechatError } from '../wechat/index.js';
import {
  afterSending,
  backOff,
  doubtMs,
  MessageState,
  outcomeOf,
  type SendOutcome,
  tomorrow,
} from './message.rules.js';

const path = '/cgi-bin/message/subscribe/send';
const now = Date.parse('2026-11-21T02:00:00Z');
const fresh = { attempts: 1, createdAt: now };
const next = (error: WechatError, message = fresh, at = now) => afterSending(outcomeOf(error), message, at);
const answered = (errcode: number, errmsg = '') => WechatError.refused(path, errcode, errmsg);

describe('what comes of an attempt', () => {
  it('is the end when WeChat took it', () => {
    expect(afterSending({ kind: 'accepted' }, fresh, now)).toEqual({ state: 'sent', dueAt: null, error: null });
  });

  it.each([
    [43101, 'refused', 'refused'],
    [40003, 'failed', 'unknown_openid'],
    [40037, 'failed', 'unknown_template'],
    [41030, 'failed', 'page_unpublished'],
    [47001, 'failed', 'request_invalid'],
  ])('%i is the end: %s, %s', (errcode, state, error) => {
    expect(next(answered(errcode))).toEqual({ state, dueAt: null, error });
  });

  it('names the field that WeChat does not take', () => {
    const error = answered(47003, 'argument invalid! data.thing1.value invalid, rid: 1-2-3');
    expect(next(error)).toEqual({ state: 'failed', dueAt: null, error: 'wrong_field:thing1' });
    const endless = answered(47003, `argument invalid! data.${'x'.repeat(90)}1.value invalid`);
    expect(next(endless).error!.length).toBeLessThanOrEqual(40);
  });

  it.each([
    [-1, 'busy'],
    [40001, 'misconfigured'],
    [40164, 'misconfigured'],
    [45011, 'rate_limited'],
    [44990, 'rate_limited'],
    [99999, 'unavailable'],
  ])('%i is tried again soon: %s', (errcode, error) => {
    expect(next(answered(errcode))).toEqual({ state: 'waiting', dueAt: now + 1_000, error });
  });

  it('is in doubt when no answer came', () => {
    const doubtful = { state: 'in_doubt', dueAt: now + doubtMs, error: 'unavailable' };
    expect(next(WechatError.unavailable(path, 'timed out'))).toEqual(doubtful);
    expect(next(WechatError.unavailable(path, 'HTTP 502'), { attempts: 9, createdAt: now })).toEqual(doubtful);
  });

  it('waits for the next day when the day’s messages are used up', () => {
    const { state, dueAt } = next(answered(45009));
    expect(state).toBe('waiting');
    expect(new Date(dueAt!).toISOString()).toBe('2026-11-21T16:00:00.000Z');
  });

  it('waits when no WeChat app is configured, and ends when we ourselves see that it is wrong', () => {
    expect(next(WechatError.notConfigured())).toMatchObject({ state: 'waiting' });
    expect(next(WechatError.invalid(path, 'page'))).toMatchObject({ state: 'failed', error: 'request_invalid' });
  });
});

const outcomes = fc.constantFrom<SendOutcome['kind']>(
  'accepted',
  'refused',
  'wrong',
  'over_quota',
  'not_now',
  'unknown',
);
const outcome = outcomes.map((kind) => (kind === 'accepted' ? { kind } : { kind, error: kind }) as SendOutcome);
const attempts = fc.integer({ min: 1, max: 10_000 });
const instant = fc.integer({ min: now, max: now + 400 * dayMs });

describe('for any outcome', () => {
  it('a message has either ended or a moment to be tried again, later than now', () => {
    const ended: MessageState[] = [MessageState.Sent, MessageState.Refused, MessageState.Failed];
    fc.assert(
      fc.property(outcome, attempts, instant, instant, (came, tried, createdAt, at) => {
        const { state, dueAt, error } = afterSending(came, { attempts: tried, createdAt }, Math.max(at, createdAt));
        expect(ended.includes(state)).toBe(dueAt === null);
        if (dueAt !== null) expect(dueAt).toBeGreaterThan(Math.max(at, createdAt));
        expect(error === null).toBe(state === 'sent');
      }),
    );
  });

  it('nothing is given up within three days but what can never be sent, and nothing is tried for ever', () => {
    fc.assert(
      fc.property(outcome, attempts, fc.integer({ min: 0, max: 6 * dayMs }), (came, tried, age) => {
        const { dueAt } = afterSending(came, { attempts: tried, createdAt: now }, now + age);
        const mayBeSent = ['over_quota', 'not_now', 'unknown'].includes(came.kind);
        expect(dueAt !== null).toBe(mayBeSent && age < 3 * dayMs);
      }),
    );
  });

  it('each attempt waits no shorter than the one before it, an hour at most', () => {
    fc.assert(
      fc.property(attempts, (tried) => {
        expect(backOff(tried)).toBeGreaterThanOrEqual(1_000);
        expect(backOff(tried + 1)).toBeGreaterThanOrEqual(backOff(tried));
        expect(backOff(tried)).toBeLessThanOrEqual(3_600_000);
      }),
    );
    expect([1, 2, 3, 12, 13].map(backOff)).toEqual([1_000, 2_000, 4_000, 2_048_000, 3_600_000]);
  });

  it('tomorrow is the first moment of the next day in China', () => {
    fc.assert(
      fc.property(instant, (at) => {
        expect(businessDate(tomorrow(at))).not.toBe(businessDate(at));
        expect(businessDate(tomorrow(at) - 1)).toBe(businessDate(at));
      }),
    );
  });
});
