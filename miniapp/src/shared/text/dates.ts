import { addDays, businessDate } from '@/shared/clock';

/** 2026-03-31 → 3月31日 */
export function dayText(date: string): string {
  const [, month, day] = date.split('-').map(Number);
  return `${month}月${day}日`;
}

/** A date as people say it: 今天, 明天, 3月31日. */
export function nearDayText(date: string, today: string): string {
  if (date === today) return '今天';
  if (date === addDays(today, 1)) return '明天';
  if (date === addDays(today, -1)) return '昨天';
  return dayText(date);
}

/** 14:05, in the time of the place (Asia/Shanghai has no summer time). */
export function clockText(instant: number): string {
  const minutes = Math.floor(instant / 60_000) + 8 * 60;
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${pad(Math.floor(minutes / 60) % 24)}:${pad(minutes % 60)}`;
}

export function instantText(instant: number, now: number): string {
  return `${nearDayText(businessDate(instant), businessDate(now))} ${clockText(instant)}`;
}

export function distanceText(metres: number): string {
  if (metres >= 1000) return `约 ${(metres / 1000).toFixed(1)} 公里`;
  return `约 ${Math.max(10, Math.round(metres / 10) * 10)} 米`;
}
