import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cleanText } from './clean-text.js';

test('takes out what cannot be seen and keeps what can', () => {
  const unseen =
    '\u0000\u0007\u001b\u007f\u0085\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2066\ufeff\ud800';
  for (const character of unseen) expect(cleanText(`王${character}建国`)).toBe('王建国');
  expect(cleanText('\t王\u00a0建\u2003国\t')).toBe('王 建 国');
  expect(cleanText('　王　建国　')).toBe('王　建国');
  expect(cleanText('一\r\n二\r三\u2028四\n')).toBe('一\n二\n三\n四');
  const kept = '１３８＝ＡＢｃ，。（）·～①㈱𠮷😀é';
  expect(cleanText(kept)).toBe(kept);
});

test('cleaning twice changes nothing more', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const once = cleanText(text);
      expect(cleanText(once)).toBe(once);
      expect(once).toBe(once.trim());
    }),
    { numRuns: 2_000 },
  );
});
