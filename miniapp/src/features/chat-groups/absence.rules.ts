import type { Schemas } from '@/shared/api';
import { addDays, businessDate, startOfDay, type BusinessDate } from '@/shared/clock';
import { dayText } from '@/shared/text';

export type Absence = Schemas['Absence'];

export interface AbsenceDraft {
  deputyId: string | null;
  from: BusinessDate;
  /** The last day away, itself included; null: until told. */
  until: BusinessDate | null;
  reason: string;
}

export function emptyAbsence(today: BusinessDate): AbsenceDraft {
  return { deputyId: null, from: today, until: today, reason: '' };
}

export interface AbsenceProblems {
  deputyId?: string;
  from?: string;
  until?: string;
}

export function problemsOf({ deputyId, from, until }: AbsenceDraft, today: BusinessDate): AbsenceProblems {
  return {
    ...(deputyId === null && { deputyId: '请选谁代办' }),
    ...(from < today && { from: '不能从过去的日子开始' }),
    ...(until !== null && until < from && { until: '回来的日子在开始之前' }),
  };
}

/** In instants: a day away begins now if it is today, and ends as the day after the last one begins. */
export function absenceTimes({ from, until }: AbsenceDraft, now: number): { startsAt: number; endsAt?: number } {
  const startsAt = from === businessDate(now) ? now : startOfDay(from);
  return { startsAt, ...(until !== null && { endsAt: startOfDay(addDays(until, 1)) }) };
}

/** 11月22日, 11月22日 到 11月25日, 11月22日 起 */
export function absenceText({ startsAt, endsAt }: Pick<Absence, 'startsAt' | 'endsAt'>): string {
  const from = businessDate(startsAt);
  if (endsAt === null) return `${dayText(from)} 起`;
  // Midnight belongs to the day before.
  const until = businessDate(endsAt - 1);
  return until <= from ? dayText(from) : `${dayText(from)} 到 ${dayText(until)}`;
}

export type AbsenceState = 'now' | 'coming' | 'over' | 'cancelled';

export function absenceState({ startsAt, endsAt, cancelledAt }: Absence, now: number): AbsenceState {
  if (cancelledAt !== null) return 'cancelled';
  if (endsAt !== null && endsAt <= now) return 'over';
  return startsAt > now ? 'coming' : 'now';
}
