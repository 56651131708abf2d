import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { browserLink, faultOf } from './sign-code.rules.js';

const instant = fc.integer({ min: 0, max: 2 ** 41 });

describe('a code', () => {
  it('that leads nowhere never leads anywhere later', () => {
    fc.assert(
      fc.property(instant, fc.option(instant), instant, instant, (expiresAt, revokedAt, one, other) => {
        const [earlier, later] = [Math.min(one, other), Math.max(one, other)];
        const before = faultOf({ expiresAt, revokedAt }, earlier);
        if (before !== null) expect(faultOf({ expiresAt, revokedAt }, later)).toBe(before);
      }),
    );
  });

  it('works up to the last instant before its end, unless it is revoked', () => {
    fc.assert(
      fc.property(instant, (expiresAt) => {
        expect(faultOf({ expiresAt, revokedAt: null }, expiresAt - 1)).toBeNull();
        expect(faultOf({ expiresAt, revokedAt: null }, expiresAt)).toBe('code_expired');
        expect(faultOf({ expiresAt, revokedAt: expiresAt + 1 }, expiresAt - 1)).toBe('code_revoked');
      }),
    );
  });

  it('goes to a browser behind the #, which no server sees', () => {
    const url = new URL(browserLink('https://grid.example', 'the-scene'));
    expect(url.hash).toBe('#/packages/papers/scan/index?scene=the-scene');
    expect(url.href.replace(url.hash, '')).toBe('https://grid.example/');
  });
});
