import { letterDue, letterPlace, momentText, signedText, toSignMark, toSignTitle } from './paper-words';
import type { MyLetter } from './own-papers.rules';

const letter = (state: MyLetter['state'], dueOn = '2026-05-31') =>
  ({ state, dueOn, superiorName: '郑明平', placeName: '台头村', position: '网格员', term: '2026年' }) as MyLetter;

describe('what waits for a signature', () => {
  it('is called by its kind, or 文书 where there are several kinds', () => {
    expect(toSignTitle([{ kind: 'pledge' }])).toBe('有 1 份承诺书等您签字');
    expect(toSignTitle([{ kind: 'notice' }, { kind: 'pledge' }])).toBe('有 2 份文书等您签字');
    expect(toSignTitle([{ kind: 'notice' }, { kind: 'notice' }])).toBe('有 2 份告知书等您签字');
  });

  it('is counted beside its entry; what is late is said before all else', () => {
    expect(toSignMark({ papers: [], letters: [] })).toBeNull();
    expect(toSignMark({ papers: [], letters: [letter('due')] })).toEqual({ text: '1 份要签', tone: 'wait' });
    expect(toSignMark({ papers: [], letters: [letter('late'), letter('due')] })).toMatchObject({ tone: 'late' });
  });
});

describe('a 责任书', () => {
  it('says by when, that it is late, or whom it waits for', () => {
    expect(letterDue(letter('due'), '2026-05-20')).toBe('5月31日前签');
    expect(letterDue(letter('due'), '2026-05-31')).toBe('今天要签');
    expect(letterDue(letter('due'), '2026-05-30')).toBe('明天前签');
    expect(letterDue(letter('late'), '2026-06-02')).toBe('5月31日就该签了，现在还能签');
    expect(letterDue(letter('waiting'), '2026-05-20')).toBe('郑明平先签，签了会轮到您');
    expect(letterDue({ ...letter('waiting'), superiorName: null }, '2026-05-20')).toMatch(/^上级先签/);
    expect(letterPlace(letter('due'))).toBe('台头村 · 网格员 · 2026年');
  });
});

it('moments carry their year, in the time of the place', () => {
  const instant = Date.parse('2026-12-31T16:05:00Z');
  expect(momentText(instant)).toBe('2027年1月1日 00:05');
  expect(signedText(instant, null)).toBe('2027年1月1日签');
  expect(signedText(instant, '李桂花')).toBe('2027年1月1日李桂花签');
});
