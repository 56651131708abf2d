import { kindsFor, mayAskForPhones, orderOf, periodText, standingText, type Export } from './export.rules';

const NOW = Date.UTC(2026, 2, 10, 4);
const item = { state: 'running', done: 40, total: 1200, error: null, rowCount: null, expiresAt: null } as Export;

describe('an order', () => {
  const wish = { planId: 'p', round: 2, from: '2026-03-01', to: '2026-03-31', withPhones: true };

  it('leaves out what its kind does not know', () => {
    expect(orderOf('i', 7, { kind: 'progress_table', ...wish })).toEqual({
      id: 'i',
      kind: 'progress_table',
      regionId: 7,
      planId: 'p',
      round: 2,
    });
    expect(orderOf('i', 7, { kind: 'household_book', ...wish })).toEqual({
      id: 'i',
      kind: 'household_book',
      regionId: 7,
      withPhones: true,
    });
    expect(orderOf('i', 7, { kind: 'visit_register', ...wish })).toMatchObject(wish);
  });

  it('offers nobody what they may not have', () => {
    expect(kindsFor(['list.export'])).toEqual(['visit_register', 'progress_table']);
    expect(kindsFor(['list.export', 'door.names'])).toContain('household_book');
    expect(mayAskForPhones('visit_register', ['list.export'])).toBe(false);
    expect(mayAskForPhones('visit_register', ['door.phone'])).toBe(true);
    expect(mayAskForPhones('progress_table', ['door.phone'])).toBe(false);
  });
});

describe('a list of one’s own', () => {
  it('tells how far it is', () => {
    expect(standingText(item, NOW)).toBe('40 / 1,200 户');
    expect(standingText({ ...item, total: 0 }, NOW)).toBe('刚开始');
    expect(standingText({ ...item, state: 'done', rowCount: 12_345, expiresAt: NOW }, NOW)).toBe(
      '12,345 行，保存到今天',
    );
    expect(standingText({ ...item, state: 'failed', error: 'forbidden' }, NOW)).toContain('职务');
  });

  it('tells its days', () => {
    expect(periodText({ from: '2026-03-01', to: '2026-03-31' })).toBe('3月1日 至 3月31日');
    expect(periodText({ from: null, to: '2026-03-31' })).toBe('到 3月31日');
    expect(periodText({ from: null, to: null })).toBe('');
  });
});
