import { describe, expect, it } from '@jest/globals';
import { Role } from '../../common/auth/index.js';
import { isSeenAnew, lockAfter, normalisePhone, roleFitsLevel, sessionEnd, sessionIsOver } from './people.rules.js';

describe('a phone as typed', () => {
  it.each([
    ['19900001234', '19900001234'],
    [' 199-0000-1234 ', '19900001234'],
    ['+86 199 0000 1234', '19900001234'],
    ['8619900001234', '19900001234'],
    ['１９９０００ ０１２３４', '19900001234'],
    ['12900001234', null],
    ['1990000123', null],
    ['199000012345', null],
    ['0563-5020110', null],
    ['', null],
  ])('%s is %s', (typed, phone) => expect(normalisePhone(typed)).toBe(phone));
});

describe('wrong passwords', () => {
  it('lock the account at every fifth', () => {
    const locks = Array.from({ length: 10 }, (_, index) => lockAfter(index + 1, 1000) !== null);
    expect(locks).toEqual([false, false, false, false, true, false, false, false, false, true]);
  });
});

describe('sessions', () => {
  const now = 1_000_000_000;
  it('of the office end when idle, of the phone do not', () => {
    const idle = { expiresAt: now + 1, lastSeenAt: now - 30 * 60_000 };
    expect(sessionIsOver({ ...idle, kind: 'office' }, now)).toBe(true);
    expect(sessionIsOver({ ...idle, kind: 'wechat' }, now)).toBe(false);
  });

  it('end at their end', () => {
    const expiresAt = sessionEnd('wechat', now);
    expect(sessionIsOver({ kind: 'wechat', expiresAt, lastSeenAt: expiresAt - 1 }, expiresAt - 1)).toBe(false);
    expect(sessionIsOver({ kind: 'wechat', expiresAt, lastSeenAt: expiresAt - 1 }, expiresAt)).toBe(true);
  });
});

describe('that a session was used', () => {
  const at = (kind: 'office' | 'wechat', ago: number) =>
    isSeenAnew({ kind, lastSeenAt: 1_000_000_000 - ago }, 1_000_000_000);
  it('is written each minute in the office, and once a day on the phone', () => {
    expect([at('office', 60_000), at('office', 60_001)]).toEqual([false, true]);
    expect([at('wechat', 86_400_000), at('wechat', 86_400_001)]).toEqual([false, true]);
  });
});

describe('roles and levels', () => {
  it('keep a grid worker to a grid', () => {
    expect(roleFitsLevel(Role.GridWorker, 'grid')).toBe(true);
    expect(roleFitsLevel(Role.GridWorker, 'county')).toBe(false);
    expect(roleFitsLevel(Role.CountyOffice, 'township')).toBe(false);
  });
});
