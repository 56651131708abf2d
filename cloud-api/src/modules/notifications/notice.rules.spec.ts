import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isKnownField, requireFields } from '../../../emulator/template-fields.js';
import { type NoticeKind, noticeKinds } from '../../config/index.js';
import { readMessageTemplates } from '../../config/message-templates.js';
import { cut, fieldsOf, longestBody, onceKey, pageOf } from './notice.rules.js';

const words = {
  title: '特急预警待签收',
  body: '请签收并推送到“桃花潭村村群”。',
  createdAt: Date.parse('2026-11-05T01:05:00Z'),
};

const template = (fields: Record<string, string>, kind: NoticeKind = 'relay_due') =>
  readMessageTemplates(JSON.stringify({ [kind]: { id: 'T1', fields } }))[0]!;

/** The emulator's own reading of WeChat's rules. */
function refusal(fields: Record<string, string>): string | null {
  const data = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { value }]));
  try {
    requireFields(Object.keys(fields), data);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

describe('the fields of a message', () => {
  it('hold what the template asks for', () => {
    const fields = {
      thing1: 'title',
      thing2: 'body',
      time3: 'createdAt',
      phrase4: 'status',
      character_string5: 'createdAt',
    };
    expect(fieldsOf(template({ ...fields, date6: 'createdAt', thing7: '=请尽快处理' }), words)).toEqual({
      thing1: '特急预警待签收',
      thing2: '请签收并推送到“桃花潭村村群”。',
      time3: '2026年11月5日 09:05',
      phrase4: '待签收',
      character_string5: '2026-11-05 09:05',
      date6: '2026年11月5日 09:05',
      thing7: '请尽快处理',
    });
  });

  it('are taken by WeChat, whatever is told', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc
        .array(fc.constantFrom('汉', '\n', ' ', '👩‍👩‍👦', '𠮷', '\u0000', 'a'), { maxLength: 60 })
        .map((all) => all.join('')),
    );
    const moment = fc.integer({ min: 0, max: 4_102_444_799_999 });
    const kind = fc.constantFrom(...(Object.keys(noticeKinds) as NoticeKind[]));
    const all = { thing1: 'title', thing2: 'body', thing3: 'createdAt', thing4: 'status', time5: 'createdAt' };
    fc.assert(
      fc.property(text, text, moment, kind, (title, body, createdAt, told) => {
        const asked = template({ ...all, phrase6: 'status', date7: 'createdAt', character_string8: 'createdAt' }, told);
        expect(refusal(fieldsOf(asked, { title, body, createdAt }))).toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  it('that are fixed are taken by WeChat too, or stop the boot', () => {
    const type = fc.constantFrom(
      ...['thing', 'number', 'letter', 'symbol', 'character_string', 'time', 'date', 'amount'],
      ...['phone_number', 'car_number', 'name', 'phrase', 'const', 'enum'],
    );
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 25 }),
      fc.constantFrom(
        '12:30',
        '2026年11月5日',
        '2026-11-05 9:05',
        '12.50',
        '￥3元',
        '皖A12345',
        '王小明',
        'a',
        '待办',
        '',
        ' ',
      ),
      fc.stringMatching(/^[\d~年月日:.-]{1,12}$/),
    );
    let taken = 0;
    fc.assert(
      fc.property(type, text, (field, value) => {
        let read: ReturnType<typeof template>;
        try {
          read = template({ [`${field}1`]: `=${value}` });
        } catch {
          return;
        }
        taken += 1;
        expect(refusal(fieldsOf(read, words))).toBeNull();
      }),
      { numRuns: 3_000 },
    );
    expect(taken).toBeGreaterThan(300);
  });
});

describe('cutting', () => {
  it('keeps what fits, and shows what does not', () => {
    expect(cut('  一\n\t二  ', 20)).toBe('一 二');
    expect(cut('字'.repeat(20), 20)).toBe('字'.repeat(20));
    expect(cut('字'.repeat(21), 20)).toBe(`${'字'.repeat(19)}…`);
    expect(cut(`${'字'.repeat(18)}𠮷𠮷`, 20)).toBe(`${'字'.repeat(18)}…`);
    expect(cut('\n', 20)).toBe('');
  });

  it('never makes a text longer than allowed, nor halves a character', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 400 }),
        fc.integer({ min: 2, max: longestBody }),
        (text, most) => {
          const kept = cut(text, most);
          expect(kept.length).toBeLessThanOrEqual(most);
          expect(() => encodeURIComponent(kept)).not.toThrow();
          expect(cut(kept, most)).toBe(kept);
        },
      ),
    );
  });
});

describe('an occasion', () => {
  it('has one key for each person', () => {
    const person = fc.uuid();
    fc.assert(
      fc.property(person, fc.string(), person, fc.string(), (one, first, other, second) => {
        expect(onceKey(one, first) === onceKey(other, second)).toBe(one === other && first === second);
      }),
    );
    expect(onceKey('p', 'o')).toMatch(/^[0-9a-f]{64}$/);
  });
});

it('a tap leads to a page of the mini-program', () => {
  const page = (kind: string, target: string) => pageOf({ kind, target: { kind: target, id: 'x' } });
  expect(page('relay_due', 'relay')).toBe('packages/cascade/relay/index?id=x');
  expect(page('approval', 'directive')).toBe('packages/cascade/compose/index?id=x');
  expect(page('amended', 'directive')).toBe('packages/cascade/board/index?id=x');
});

it('the emulator knows every type of field that the configuration takes', () => {
  for (const field of ['thing1', 'phrase2', 'time3', 'date4', 'character_string5', 'const6'])
    expect(isKnownField(field)).toBe(true);
});
