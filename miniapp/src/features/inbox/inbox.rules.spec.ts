import { heardAs, placeOf, unreadText, type Notification } from './inbox.rules';

function told(targetKind: Notification['targetKind'], kind = 'relay_due'): Notification {
  return { id: 'n', kind, title: '', body: '', targetKind, targetId: 't', pressing: false, createdAt: 0, readAt: null };
}
const office = { readsCascades: true, homeRegionId: 7 };
const villager = { readsCascades: false, homeRegionId: null };

describe('where a notification leads', () => {
  it.each([
    ['relay', 'relay'],
    ['directive', 'cascadeBoard'],
    ['group', 'chatGroup'],
  ] as const)('a %s to its own page', (kind, page) =>
    expect(placeOf(told(kind, 'amended'), office)).toEqual({ page, query: { id: 't' } }),
  );

  it('leads to what has to be approved, and whoever may not see the board to the text', () => {
    expect(placeOf(told('directive', 'approval'), office).page).toBe('composeDirective');
    expect(placeOf(told('directive', 'recalled'), villager).page).toBe('warning');
  });

  it('leads an office to the reports of its place, whoever reported to their own', () => {
    expect(placeOf(told('report', 'report'), office)).toEqual({ page: 'scamReports', query: { regionId: 7 } });
    expect(placeOf(told('report', 'report'), villager).page).toBe('reportScam');
    expect(placeOf(told('absence', 'deputy'), villager).page).toBe('absences');
  });
});

it.each([
  [0, null],
  [3, '3 条未读'],
  [200, '99+ 条未读'],
])('%d unread are told as %s', (unread, text) => expect(unreadText(unread)).toBe(text));

it.each([
  [{}, '未读，标题'],
  [{ pressing: true }, '未读，特急，标题'],
  [{ pressing: true, readAt: 1 }, '特急，标题'],
  [{ readAt: 1 }, '标题'],
])('is heard with the words of its marks %#', (marks, words) =>
  expect(heardAs({ ...told('relay'), title: '标题', ...marks })).toBe(words),
);
