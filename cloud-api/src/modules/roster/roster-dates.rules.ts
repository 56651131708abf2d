import { dayMs } from '../../common/clock/index.js';
export type DayFault = 'date_unreadable' | 'date_future';

const serialEpoch = Date.UTC(1899, 11, 30);
/** Serial numbers of Excel for the days of 1954 to 2064. */
const [firstSerial, lastSerial] = [20_000, 60_000];
const written =
  /^(\d{4})(?:年|[-./])(\d{1,2})(?:月|[-./])(\d{1,2})[日号]?(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?$/;
const compact = /^(\d{4})(\d{2})(\d{2})$/;

/**
 * The day on which somebody was trained, `YYYY-MM-DD`: a date, 2026年11月2日, 2026.11.2, 20261102 or a serial number of Excel.
 * A month alone is no day: whether a visit counts hangs on it.
 */
export function readDay(text: string, today: string): { day: string } | { fault: DayFault } {
  const parts = written.exec(text) ?? compact.exec(text.replace(/\s/g, ''));
  const day = parts ? dayOf(Number(parts[1]), Number(parts[2]), Number(parts[3])) : dayOfSerial(text);
  if (day === null) return { fault: 'date_unreadable' };
  return day > today ? { fault: 'date_future' } : { day };
}

function dayOfSerial(text: string): string | null {
  if (!/^\d{5}(?:\.\d+)?$/.test(text)) return null;
  const serial = Math.floor(Number(text));
  if (serial < firstSerial || serial > lastSerial) return null;
  return new Date(serialEpoch + serial * dayMs).toISOString().slice(0, 10);
}

/** Null for a day that the calendar does not have. */
function dayOf(year: number, month: number, day: number): string | null {
  const instant = new Date(Date.UTC(year, month - 1, day));
  const isReal = instant.getUTCMonth() === month - 1 && instant.getUTCDate() === day;
  return isReal && year >= 1990 && year <= 2099 ? instant.toISOString().slice(0, 10) : null;
}
