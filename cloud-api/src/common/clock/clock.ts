import { Injectable } from '@nestjs/common';

/** The one source of time. Tests replace it to move forward; nothing else calls `Date.now()`. */
@Injectable()
export class Clock {
  now(): number {
    return Date.now();
  }

  /** Today's business date in Asia/Shanghai. */
  today(): string {
    return businessDate(this.now());
  }
}

const shanghaiOffsetMs = 8 * 3_600_000;
export const dayMs = 86_400_000;

/** China has had one time zone without summer time since 1991, so the offset is a constant. */
export function businessDate(instant: number): string {
  return new Date(instant + shanghaiOffsetMs).toISOString().slice(0, 10);
}

/** `09:33` in Asia/Shanghai, with seconds where they matter. */
export function timeOfDay(instant: number, { seconds = false } = {}): string {
  return new Date(instant + shanghaiOffsetMs).toISOString().slice(11, seconds ? 19 : 16);
}

/** `2026年11月5日` for the business date `2026-11-05`. */
export function dateInWords(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

/** The first instant of a business date. */
export function startOfDate(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) - shanghaiOffsetMs;
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

/** Whole days from `from` to `until`; negative when `until` lies before. */
export function daysBetween(from: string, until: string): number {
  return Math.round((Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);
}
