import canonicalize from 'canonicalize';
import * as fc from 'fast-check';
import { createHash } from 'node:crypto';
import type { Command } from './commands';
import { hashOf } from './hash';
import { utf8, utf8Length } from './utf8';

describe('utf8', () => {
  it('encodes as the platform does, surrogate pairs included', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(Buffer.from(utf8(text))).toEqual(Buffer.from(text, 'utf8'));
        expect(utf8Length(text)).toBe(Buffer.byteLength(text));
      }),
    );
  });
});

describe('hashOf', () => {
  it('is what any other implementation computes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.jsonValue(), (note, extra) => {
        const command = {
          id: '0193b1c0-0000-7000-8000-000000000001',
          kind: 'visit.log',
          schema: 1,
          happenedAt: 1,
          payload: { note, extra },
        } as unknown as Command;
        const expected = createHash('sha256')
          .update(canonicalize(command) ?? '', 'utf8')
          .digest('hex');
        expect(hashOf(command)).toBe(expected);
      }),
    );
  });

  it('does not depend on the order in which fields were set', () => {
    const payload = { doorId: 'd', outcome: 'nobody', startedAt: 1, endedAt: 2 } as const;
    const turned = { endedAt: 2, startedAt: 1, outcome: 'nobody', doorId: 'd' } as const;
    const command = { id: 'i', kind: 'visit.log', schema: 1, happenedAt: 3 } as const;
    expect(hashOf({ ...command, payload })).toBe(hashOf({ payload: turned, ...command }));
  });
});
