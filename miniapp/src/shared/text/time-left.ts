const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export interface TimeLeft {
  late: boolean;
  /** How long it still is, or has been late, in ms; never negative. */
  ms: number;
  /** 还有 8 分钟, 晚 8 分钟. */
  text: string;
}

/** What a clock says at an instant. The due moment itself is on time. */
export function timeLeft(dueAt: number, now: number): TimeLeft {
  const late = now > dueAt;
  const ms = Math.abs(dueAt - now);
  return { late, ms, text: `${late ? '晚' : '还有'} ${durationText(ms)}` };
}

/** 不到 1 分钟, 8 分钟, 3 小时 5 分, 2 天: whole units that have passed. */
export function durationText(ms: number): string {
  if (ms < MINUTE) return '不到 1 分钟';
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} 分钟`;
  if (ms >= DAY) return `${Math.floor(ms / DAY)} 天`;
  const minutes = Math.floor((ms % HOUR) / MINUTE);
  return `${Math.floor(ms / HOUR)} 小时${minutes > 0 ? ` ${minutes} 分` : ''}`;
}

/** 00:14:20, for a clock that runs; hours go on beyond a day. */
export function stopwatchText(ms: number): string {
  const seconds = Math.floor(Math.max(0, ms) / SECOND);
  const two = (value: number) => String(value).padStart(2, '0');
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':');
}

/** 30 分钟, 2 小时, 1 天: a service level as the plan gives it, in minutes. */
export function minutesText(minutes: number): string {
  if (minutes % (24 * 60) === 0 && minutes > 0) return `${minutes / (24 * 60)} 天`;
  if (minutes % 60 === 0 && minutes > 0) return `${minutes / 60} 小时`;
  return minutes < 60 ? `${minutes} 分钟` : durationText(minutes * MINUTE);
}
