import type { JoinRate } from './dto/chat-group.dto.js';

/** Birth months (`YYYY-MM`): from the first on, and before the second. */
export interface BornBetween {
  from: string;
  before: string;
}

const youngest = 18;
const oldest = 60;

/**
 * The birth months of those aged 18 to 60 on the date (S1.4). As with papers, who turns 18 within its month is not yet 18, so who
 * turns 61 within it is still 60; who has no birth month on record counts.
 */
export function bornForGroups(date: string): BornBetween {
  return { from: yearsBefore(date, oldest + 1), before: yearsBefore(date, youngest) };
}

/** The birth months of grown-ups, parents of any age. */
export function bornAsAdults(date: string): BornBetween {
  return { from: '0000-00', before: yearsBefore(date, youngest) };
}

function yearsBefore(date: string, years: number): string {
  return `${String(Number(date.slice(0, 4)) - years).padStart(4, '0')}${date.slice(4, 7)}`;
}

/** What was counted of some residents. */
export interface JoinCount {
  registered: number;
  joined: number;
  proved: number;
}

export function rateOf(asOn: string, counts: readonly JoinCount[]): JoinRate {
  const sum = (of: keyof JoinCount) => counts.reduce((total, count) => total + Number(count[of]), 0);
  return { asOn, registered: sum('registered'), joined: sum('joined'), proved: sum('proved') };
}
