import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { merkleRoot } from './merkle.js';

const hash = fc.stringMatching(/^[0-9a-f]{64}$/);

describe('merkle root', () => {
  it('changes with every change of any leaf, with the order and with the number of leaves', () => {
    fc.assert(
      fc.property(fc.uniqueArray(hash, { minLength: 2, maxLength: 9 }), fc.nat(), hash, (hashes, at, other) => {
        fc.pre(!hashes.includes(other));
        const root = merkleRoot(hashes);
        expect(merkleRoot(hashes.map((value, index) => (index === at % hashes.length ? other : value)))).not.toBe(root);
        expect(merkleRoot([...hashes].reverse())).not.toBe(root);
        expect(merkleRoot(hashes.slice(1))).not.toBe(root);
        expect(merkleRoot([...hashes, hashes.at(-1)!])).not.toBe(root);
      }),
    );
  });
});
