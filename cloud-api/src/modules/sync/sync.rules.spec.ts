import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { clockOffset, decodeCursor, encodeCursor, runsOf } from './sync.rules.js';

describe('the clock of a phone', () => {
  it('is believed within two minutes and corrected beyond', () => {
    expect(clockOffset(1_000_000, 1_119_999)).toBe(0);
    expect(clockOffset(1_000_000, 1_120_001)).toBe(120_001);
    expect(clockOffset(9_000_000, 1_000_000)).toBe(-8_000_000);
  });
});

describe('runs', () => {
  it('keep every command in order and change the kind at every border', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ kind: fc.constantFrom('a', 'b', 'c') })), (commands) => {
        const runs = runsOf(commands);
        expect(runs.flat()).toEqual(commands);
        for (const run of runs) expect(new Set(run.map(({ kind }) => kind)).size).toBe(1);
        runs.slice(1).forEach((run, index) => expect(run[0]!.kind).not.toBe(runs[index]![0]!.kind));
      }),
    );
  });
});

describe('a cursor', () => {
  it('survives the way through the phone', () => {
    const leaves = fc.dictionary(
      fc.stringMatching(/^[1-9]\d{0,6}$/),
      fc.record({ version: fc.nat(), view: fc.string() }),
    );
    fc.assert(
      fc.property(leaves, (drawn) => expect(decodeCursor(encodeCursor({ leaves: drawn }))).toEqual({ leaves: drawn })),
    );
  });

  it.each([
    '',
    'x',
    'bm90IGpzb24',
    encodeCursor({ leaves: { a: 1 } as never }),
    encodeCursor({ leaves: { 1: 'x' } as never }),
    encodeCursor({ leaves: { 1: { version: 0.5, view: 'w' } } }),
    encodeCursor({ leaves: { 1: { version: 1 } } as never }),
    encodeCursor(null as never),
  ])('that is not ours (%s) means starting anew', (text) => expect(decodeCursor(text)).toBeNull());
});
