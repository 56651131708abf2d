import { addDays, businessDate, daysBetween, startOfDay, weekday } from './business-date.rules';

describe('business dates', () => {
  it('turn at midnight in Shanghai, wherever the phone is', () => {
    expect(businessDate(Date.parse('2026-11-21T15:59:59Z'))).toBe('2026-11-21');
    expect(businessDate(Date.parse('2026-11-21T16:00:00Z'))).toBe('2026-11-22');
    expect(startOfDay('2026-11-22')).toBe(Date.parse('2026-11-21T16:00:00Z'));
  });

  it('add, differ and know their weekday', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
    expect(daysBetween('2026-12-30', '2027-01-02')).toBe(3);
    expect(daysBetween('2027-01-02', '2026-12-30')).toBe(-3);
    expect(weekday('2026-11-22')).toBe(0);
  });
});
