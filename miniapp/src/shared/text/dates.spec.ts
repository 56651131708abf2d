import { clockText, dayText, distanceText, instantText, nearDayText } from './dates';

const noonInShanghai = Date.UTC(2026, 2, 31, 4, 5);

describe('dates in words', () => {
  it('names a day without leading zeros', () => {
    expect(dayText('2026-03-05')).toBe('3月5日');
  });

  it.each([
    ['2026-03-31', '今天'],
    ['2026-04-01', '明天'],
    ['2026-03-30', '昨天'],
    ['2026-04-02', '4月2日'],
  ])('%s seen from 31 March', (date, words) => {
    expect(nearDayText(date, '2026-03-31')).toBe(words);
  });

  it('tells the time of the place, not of the phone', () => {
    expect(clockText(noonInShanghai)).toBe('12:05');
    expect(clockText(Date.UTC(2026, 2, 30, 17, 0))).toBe('01:00');
  });

  it('puts the day before the time', () => {
    expect(instantText(noonInShanghai, noonInShanghai)).toBe('今天 12:05');
  });
});

describe('distance', () => {
  it.each([
    [3, '约 10 米'],
    [124, '约 120 米'],
    [1849, '约 1.8 公里'],
  ])('%i metres', (metres, words) => {
    expect(distanceText(metres)).toBe(words);
  });
});
