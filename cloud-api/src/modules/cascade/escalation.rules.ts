import { addDays, businessDate, startOfDate } from '../../common/clock/index.js';
import type { PlanCascade, PlanDocument, Severity } from '../plans/index.js';

type Escalation = PlanCascade['escalation'];
type QuietHours = PlanCascade['quietHours'];
export type EscalationTarget = Escalation['steps'][number]['tell'][number];

/** What a plan says of a directive's hops. */
export interface ServiceLevel {
  /** What a hop has, in milliseconds. */
  hopMs: number;
  escalation: Escalation;
  /** Null for 特急: it may wake people. */
  quietHours: QuietHours;
}

export function serviceLevel(document: Pick<PlanDocument, 'cascade'>, severity: Severity): ServiceLevel | null {
  if (!document.cascade) return null;
  const { serviceMinutes, escalation, quietHours } = document.cascade;
  const isCritical = severity === 'critical';
  return { hopMs: serviceMinutes[severity] * 60_000, escalation, quietHours: isCritical ? null : quietHours };
}

/** When step `index` (from 0) of a hop that began at `openedAt` is taken; null when there are no more. */
export function stepAt(
  { hopMs, escalation, quietHours }: ServiceLevel,
  openedAt: number,
  index: number,
): number | null {
  const percent = percentOf(escalation, index);
  return percent === null ? null : afterQuiet(openedAt + (hopMs * percent) / 100, quietHours);
}

/**
 * The next step after one that was taken at `now`. Steps that a long sleep let pass together are taken once: what is still
 * due lies in the future.
 */
export function nextStep(
  level: ServiceLevel,
  openedAt: number,
  taken: number,
  now: number,
): { index: number; at: number | null } {
  for (let index = taken; ; index += 1) {
    const at = stepAt(level, openedAt, index);
    if (at === null || at > now) return { index, at };
  }
}

export function toldAt({ steps }: Escalation, index: number): readonly EscalationTarget[] {
  return steps[Math.min(index, steps.length - 1)]?.tell ?? [];
}

function percentOf({ steps, repeatPercent, repeats }: Escalation, index: number): number | null {
  const last = steps.length - 1;
  if (index <= last) return steps[index]!.afterPercent;
  if (last < 0 || index > last + repeats) return null;
  return steps[last]!.afterPercent + (index - last) * repeatPercent;
}

/** The moment itself, or the end of the quiet hours that it falls into. */
export function afterQuiet(at: number, quietHours: QuietHours): number {
  if (quietHours === null) return at;
  const day = businessDate(at);
  const [from, until] = [minutesOf(quietHours.from), minutesOf(quietHours.until)];
  const minute = (at - startOfDate(day)) / 60_000;
  const endsOn = (date: string) => startOfDate(date) + until * 60_000;
  if (from <= until) return minute >= from && minute < until ? endsOn(day) : at;
  if (minute < until) return endsOn(day);
  return minute >= from ? endsOn(addDays(day, 1)) : at;
}

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return hours! * 60 + minutes!;
}
