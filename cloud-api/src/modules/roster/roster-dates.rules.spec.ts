import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readDay } from './roster-dates.rules.js';

const today = '2026-11-21';
const day = fc
  .integer({ min: Date.UTC(2000, 0, 1) / 86_400_000, max: Date.UTC(2026, 10, 21) / 86_400_000 })
  .map((number) => new Date(number * 86_400_000));

describe('the day of a training', () => {
  it.each([
    ['2026-11-02', '2026-11-02'],
    ['2026年11月2日', '2026-11-02'],
    ['2026.11.2', '2026-11-02'],
    ['2026/11/02 09:30', '2026-11-02'],
    ['20261102', '2026-11-02'],
    ['46328', '2026-11-02'],
  ])('%s is %s', (text, expected) => {
    expect(readDay(text, today)).toEqual({ day: expected });
  });

  it.each([
    ['2026年11月', 'date_unreadable'],
    ['11.2', 'date_unreadable'],
    ['2026-02-30', 'date_unreadable'],
    ['已培训', 'date_unreadable'],
    ['1026-11-02', 'date_unreadable'],
    ['2026-11-22', 'date_future'],
  ])('%s: %s', (text, fault) => {
    expect(readDay(text, today)).toEqual({ fault });
  });

  it('is the same however it is written', () => {
    fc.assert(
      fc.property(day, (date) => {
        const iso = date.toISOString().slice(0, 10);
        const [year, month, dayOfMonth] = iso.split('-').map(Number);
        const serial = date.getTime() / 86_400_000 + 25_569;
        const forms = [iso, `${year}年${month}月${dayOfMonth}日`, iso.replaceAll('-', ''), String(serial)];
        for (const form of forms) expect(readDay(form, today)).toEqual({ day: iso });
      }),
    );
  });
});
