import * as fc from 'fast-check';
import { durationText, minutesText, stopwatchText, timeLeft } from './time-left';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('timeLeft', () => {
  it('is on time in the due moment itself, and late right after', () => {
    expect(timeLeft(1000, 1000)).toEqual({ late: false, ms: 0, text: '还有 不到 1 分钟' });
    expect(timeLeft(1000, 1001).late).toBe(true);
    expect(timeLeft(0, 8 * MINUTE).text).toBe('晚 8 分钟');
    expect(timeLeft(8 * MINUTE, 0).text).toBe('还有 8 分钟');
  });

  it('is the distance between now and then, in whichever direction', () => {
    const instant = fc.integer({ min: 0, max: 4e12 });
    fc.assert(
      fc.property(instant, instant, (dueAt, now) => {
        const { late, ms } = timeLeft(dueAt, now);
        expect(ms).toBeGreaterThanOrEqual(0);
        expect(late ? dueAt + ms : dueAt - ms).toBe(now);
      }),
    );
  });
});

describe('times in words', () => {
  it.each([
    [0, '不到 1 分钟'],
    [MINUTE, '1 分钟'],
    [HOUR - 1, '59 分钟'],
    [HOUR, '1 小时'],
    [3 * HOUR + 5 * MINUTE + 59_000, '3 小时 5 分'],
    [DAY - 1, '23 小时 59 分'],
    [2 * DAY + 5 * HOUR, '2 天'],
  ])('%d ms are %s', (ms, text) => expect(durationText(ms)).toBe(text));

  it.each([
    [-5, '00:00:00'],
    [14 * MINUTE + 20_999, '00:14:20'],
    [100 * HOUR, '100:00:00'],
  ])('a clock shows %d ms as %s', (ms, text) => expect(stopwatchText(ms)).toBe(text));

  it.each([
    [30, '30 分钟'],
    [120, '2 小时'],
    [90, '1 小时 30 分'],
    [1440, '1 天'],
  ])('a service level of %d minutes is %s', (minutes, text) => expect(minutesText(minutes)).toBe(text));
});
