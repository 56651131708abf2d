const HOUR = 3_600_000;
const DAY = 24 * HOUR;
// Asia/Shanghai keeps UTC+8 all year; WeChat's engine has no time zone database to ask.
const SHANGHAI_OFFSET = 8 * HOUR;

/** A day in Asia/Shanghai, `YYYY-MM-DD`. */
export type BusinessDate = string;

export function businessDate(instant: number): BusinessDate {
  return new Date(instant + SHANGHAI_OFFSET).toISOString().slice(0, 10);
}

/** The instant at which the day begins in Asia/Shanghai. */
export function startOfDay(date: BusinessDate): number {
  return Date.parse(`${date}T00:00:00Z`) - SHANGHAI_OFFSET;
}

export function addDays(date: BusinessDate, days: number): BusinessDate {
  return businessDate(startOfDay(date) + days * DAY);
}

export function daysBetween(from: BusinessDate, to: BusinessDate): number {
  return Math.round((startOfDay(to) - startOfDay(from)) / DAY);
}

/** 0 is Sunday. */
export function weekday(date: BusinessDate): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay();
}
