import { addDays, startOfDate } from '../../common/clock/index.js';
import { CountingRequirement, VisitOutcome } from '../plans/index.js';

export const Material = {
  Leaflet: 'leaflet',
  Poster: 'poster',
  Sticker: 'sticker',
  Gift: 'gift',
  Video: 'video',
} as const;
export type Material = (typeof Material)[keyof typeof Material];

export const CompanionRole = { Police: 'police', GridWorker: 'grid_worker', Other: 'other' } as const;
export type CompanionRole = (typeof CompanionRole)[keyof typeof CompanionRole];

export const AwayContact = { Phone: 'phone', Wechat: 'wechat', None: 'none' } as const;
export type AwayContact = (typeof AwayContact)[keyof typeof AwayContact];

/** Logged on a phone at the door, or entered from a paper register later. */
export const VisitSource = { Phone: 'phone', Paper: 'paper' } as const;
export type VisitSource = (typeof VisitSource)[keyof typeof VisitSource];

/** Why somebody was met and the visit still does not count; the first that applies, in this order. */
export const NotCounting = {
  OutsideRound: 'outside_round',
  NoResidentPresent: 'no_resident_present',
  NotFaceToFace: 'not_face_to_face',
  NoTopic: 'no_topic',
  VisitorUntrained: 'visitor_untrained',
} as const;
export type NotCounting = (typeof NotCounting)[keyof typeof NotCounting];

/** A visit as judgement and coverage need it. */
export interface VisitFacts {
  id: string;
  doorId: string;
  startedAt: number;
  /** Business date of `startedAt`. */
  date: string;
  outcome: VisitOutcome;
  faceToFace: boolean;
  topics: number;
  presentResidentIds: string[];
  presentOthers: number;
  nextAttemptOn: string | null;
  /** Whether one of the visitors had been trained by that day. */
  visitorTrained: boolean;
}

export interface RoundWindow {
  from: string;
  until: string | null;
}

export function isInRound(date: string, round: RoundWindow): boolean {
  return date >= round.from && (round.until === null || date <= round.until);
}

/** Null when the visit counts in the round by the plan's rule; otherwise the outcome or the requirement that it misses. */
export function whyNotCounting(
  visit: VisitFacts,
  requires: readonly CountingRequirement[],
  round: RoundWindow,
): NotCounting | Exclude<VisitOutcome, 'met'> | null {
  if (visit.outcome !== VisitOutcome.Met) return visit.outcome;
  if (!isInRound(visit.date, round)) return NotCounting.OutsideRound;
  const asks = (requirement: CountingRequirement) => requires.includes(requirement);
  if (asks(CountingRequirement.ResidentPresent) && visit.presentResidentIds.length + visit.presentOthers === 0) {
    return NotCounting.NoResidentPresent;
  }
  if (asks(CountingRequirement.FaceToFace) && !visit.faceToFace) return NotCounting.NotFaceToFace;
  if (asks(CountingRequirement.TopicTaught) && visit.topics === 0) return NotCounting.NoTopic;
  if (asks(CountingRequirement.TrainedVisitor) && !visit.visitorTrained) return NotCounting.VisitorUntrained;
  return null;
}

/** [reading] When to try again where the worker named no day: soon, after some peace, when they may be back. */
const daysUntilNextAttempt = { nobody: 3, refused: 7, away: 14 } as const;

export function nextAttemptAfter(outcome: VisitOutcome, date: string): string | null {
  return outcome === VisitOutcome.Met ? null : addDays(date, daysUntilNextAttempt[outcome]);
}

/** [reading] A visit reported more than this long after it happened is looked at by the village head first. */
export const lateAfterMs = 30 * 86_400_000;
export const longestVisitMs = 12 * 3_600_000;
/** No register of this work is older. */
export const earliestPaperMs = startOfDate('2000-01-01');
