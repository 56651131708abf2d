import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { breakLines, fontRuns, inGroups, units } from './text-flow.rules.js';

const has = (letters: string) => (codePoint: number) => letters.includes(String.fromCodePoint(codePoint));

describe('fonts', () => {
  it('take turns by the character, and what none has is named', () => {
    expect(fontRuns('王𠮷𪛖', [has('王〔'), has('𠮷')])).toEqual([
      { font: 0, text: '王' },
      { font: 1, text: '𠮷' },
      { font: 0, text: '〔U+2A6D6〕' },
    ]);
  });

  it.each([
    ['a selector of a variant', '葛\u{e0100}城\ufe0f', '葛城'],
    ['marks of direction and joiners', '王\u202e大\u200d福\ufeff', '王大福'],
    ['controls', '王\u0000大\u0007福', '王大福'],
    ['half a character', '王\ud842', '王\ufffd'],
  ])('draw nothing for %s', (_, text, drawn) => {
    expect(fontRuns(text, [() => true])).toEqual([{ font: 0, text: drawn }]);
  });

  it('lose no character that can be seen', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[一-龥㐀-㐄a-z，。]{0,40}$/u), (text) => {
        const runs = fontRuns(text, [has('一丁七a'), (codePoint) => codePoint % 2 === 0, () => true]);
        expect(runs.map((run) => run.text).join('')).toBe(text);
      }),
    );
  });
});

describe('lines', () => {
  const wide = (text: string) => [...text].length;
  const noBeginning = /^[，。、；：？！）》”’…—]/u;
  const noEnd = /[（《“‘]$/u;
  const sentence = fc
    .array(fc.stringMatching(/^(（|《)?([一-龥]{1,6}|96110|https:\/\/a\.cn|96110 APP)(》|）)?[，。；！]?$/u), {
      maxLength: 30,
    })
    .map((parts) => parts.join(''));

  it('begin and end as they may, fit the width and lose nothing', () => {
    fc.assert(
      fc.property(sentence, fc.integer({ min: 12, max: 40 }), fc.integer({ min: 0, max: 2 }), (text, width, first) => {
        const lines = breakLines(text, wide, width, first);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
        lines.forEach((line, index) => {
          expect(wide(line)).toBeLessThanOrEqual(index === 0 ? width - first : width);
          if (index > 0) expect(line).not.toMatch(noBeginning);
          if (index < lines.length - 1) expect(line).not.toMatch(noEnd);
        });
      }),
    );
  });

  it('keep numbers and words whole', () => {
    expect(units('拨打 96110，用APP（国家）。')).toEqual(['拨', '打', ' ', '96110，', '用', 'APP', '（国', '家）。']);
  });

  it('tear what is wider than a line', () => {
    expect(breakLines('aaaaaaaaaa', wide, 4)).toEqual(['aaaa', 'aaaa', 'aa']);
    expect(breakLines('（https://a.cn）。', wide, 10)).toEqual(['（https://', 'a.cn）。']);
    expect(breakLines('。'.repeat(5), wide, 2)).toEqual(['。。', '。。', '。']);
  });

  it('are those of the text where it has its own', () => {
    expect(breakLines('一\n\n二', wide, 10)).toEqual(['一', '', '二']);
  });
});

it('groups are of four, without a gap at the end', () => {
  expect(inGroups('ABCDEFGH')).toBe('ABCD EFGH');
  expect(inGroups('ABCDEFGHJ')).toBe('ABCD EFGH J');
});
