import fc from 'fast-check';
import { isLive, sortCodes, standingOf, validityText, type SignCode } from './code.rules';

const NOW = Date.parse('2026-11-22T02:00:00Z');
const DAY = 86_400_000;

function aCode(fields: Partial<SignCode> = {}): SignCode {
  return {
    id: 'code',
    doorId: 'door',
    letterRoundId: null,
    label: '王木生',
    createdAt: NOW - DAY,
    expiresAt: NOW + DAY,
    revoked: false,
    ...fields,
  };
}

const codes = fc.array(
  fc
    .record({
      createdAt: fc.integer({ min: -9, max: 0 }),
      expiresAt: fc.integer({ min: -9, max: 9 }),
      revoked: fc.boolean(),
    })
    .map(({ createdAt, expiresAt, revoked }) =>
      aCode({ createdAt: NOW + createdAt * DAY, expiresAt: NOW + expiresAt * DAY, revoked }),
    ),
);

describe('the codes of a door', () => {
  it('show the newest one that works, and lose none of the others', () => {
    fc.assert(
      fc.property(codes, (all) => {
        const { shown, others } = sortCodes(all, NOW);
        expect(others.length + (shown ? 1 : 0)).toBe(all.length);
        const live = all.filter((code) => isLive(code, NOW));
        expect(shown !== undefined).toBe(live.length > 0);
        if (shown) expect(shown.createdAt).toBe(Math.max(...live.map(({ createdAt }) => createdAt)));
        const times = others.map(({ createdAt }) => createdAt);
        expect(times).toEqual([...times].sort((a, b) => b - a));
      }),
    );
  });

  it('say until when they work, or why not', () => {
    expect(validityText(aCode(), NOW)).toBe('明天 10:00 前有效');
    expect(standingOf(aCode({ revoked: true }), NOW)).toBe('已作废');
    expect(standingOf(aCode({ expiresAt: NOW }), NOW)).toBe('过期了');
    expect(standingOf(aCode({ expiresAt: NOW + 7 * DAY }), NOW)).toBe('11月29日 10:00 前有效');
  });
});
