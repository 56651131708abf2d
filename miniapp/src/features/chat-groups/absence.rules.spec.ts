import * as fc from 'fast-check';
import { addDays, businessDate, startOfDay } from '@/shared/clock';
import { absenceState, absenceText, absenceTimes, emptyAbsence, problemsOf, type Absence } from './absence.rules';

// 10:00 in Shanghai.
const NOW = Date.parse('2026-11-22T02:00:00Z');
const TODAY = businessDate(NOW);

const absence = (facts: Partial<Absence> = {}): Absence => ({
  id: 'a',
  personId: 'p',
  name: '王大福',
  deputyId: 'd',
  deputyName: '李秀兰',
  startsAt: NOW,
  endsAt: null,
  reason: null,
  cancelledAt: null,
  ...facts,
});

describe('days away', () => {
  it('need a deputy, and an end that does not lie before the beginning', () => {
    const draft = emptyAbsence(TODAY);
    expect(problemsOf(draft, TODAY)).toEqual({ deputyId: '请选谁代办' });
    const chosen = { ...draft, deputyId: 'd' };
    expect(problemsOf(chosen, TODAY)).toEqual({});
    expect(problemsOf({ ...chosen, from: addDays(TODAY, -1) }, TODAY)).toHaveProperty('from');
    expect(problemsOf({ ...chosen, from: addDays(TODAY, 2) }, TODAY)).toHaveProperty('until');
    expect(problemsOf({ ...chosen, until: null }, TODAY)).toEqual({});
  });

  it('begin now or at midnight, and take the last day in', () => {
    expect(absenceTimes(emptyAbsence(TODAY), NOW)).toEqual({ startsAt: NOW, endsAt: startOfDay(addDays(TODAY, 1)) });
    const later = { ...emptyAbsence(TODAY), from: addDays(TODAY, 3), until: null };
    expect(absenceTimes(later, NOW)).toEqual({ startsAt: startOfDay(addDays(TODAY, 3)) });
  });

  it('are told as they were written', () => {
    const day = fc.nat(60);
    fc.assert(
      fc.property(day, day, (start, length) => {
        const from = addDays(TODAY, start);
        const until = addDays(from, length);
        const { startsAt, endsAt } = absenceTimes({ ...emptyAbsence(TODAY), from, until }, NOW);
        const text = absenceText({ startsAt, endsAt: endsAt ?? null });
        expect(text.includes('到')).toBe(length > 0);
      }),
    );
    expect(absenceText(absence())).toBe('11月22日 起');
    expect(absenceText(absence({ endsAt: startOfDay(addDays(TODAY, 4)) }))).toBe('11月22日 到 11月25日');
  });

  it('end in the moment they end', () => {
    const ends = NOW + 1000;
    expect(absenceState(absence({ endsAt: ends }), ends - 1)).toBe('now');
    expect(absenceState(absence({ endsAt: ends }), ends)).toBe('over');
    expect(absenceState(absence(), NOW - 1)).toBe('coming');
    expect(absenceState(absence({ cancelledAt: NOW }), NOW)).toBe('cancelled');
  });
});
