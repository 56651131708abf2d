export interface Clock {
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

export const secondMs = 1_000;
export const minuteMs = 60 * secondMs;
export const dayMs = 24 * 60 * minuteMs;
/** WeChat's days begin at midnight in China. */
export const chinaOffsetMs = 8 * 60 * minuteMs;
