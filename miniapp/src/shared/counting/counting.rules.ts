import type { Schemas } from '@/shared/api';
import { businessDate } from '@/shared/clock';

/** In the words in which the server explains an open door. */
export type NotCountedReason =
  | 'nobody_home'
  | 'refused'
  | 'away'
  | 'outside_round'
  | 'no_resident_present'
  | 'not_face_to_face'
  | 'no_topic'
  | 'visitor_untrained';

/** What a plan looks at to decide whether a visit counts. */
export interface VisitEvidence {
  outcome: Schemas['VisitLogPayload']['outcome'];
  startedAt: number;
  faceToFace?: boolean;
  topics?: readonly string[];
  presentResidentIds?: readonly string[];
  presentOthers?: number;
}

type CountingPlan = Pick<Schemas['PlanBrief'], 'startsOn' | 'endsOn' | 'round' | 'requires'>;

const unsuccessful = { nobody: 'nobody_home', refused: 'refused', away: 'away' } as const;

function isInRound(startedAt: number, { startsOn, endsOn, round }: CountingPlan): boolean {
  const day = businessDate(startedAt);
  const from = round?.from ?? startsOn;
  const until = round?.until ?? endsOn;
  return round !== null && day >= from && (until === null || day <= until);
}

/**
 * The plan's rule, as the server applies it, foretold on the phone: why a visit will not count, or `null` when it will.
 * The server's own verdict replaces this one with the next pull.
 */
export function whyNotCounted(
  visit: VisitEvidence,
  plan: CountingPlan,
  trainedOn: string | null,
): NotCountedReason | null {
  if (visit.outcome !== 'met') return unsuccessful[visit.outcome];
  if (!isInRound(visit.startedAt, plan)) return 'outside_round';

  const present = (visit.presentResidentIds?.length ?? 0) + (visit.presentOthers ?? 0);
  const isTrained = trainedOn !== null && trainedOn <= businessDate(visit.startedAt);
  const missing: readonly [rule: CountingPlan['requires'][number], isMet: boolean, reason: NotCountedReason][] = [
    ['resident_present', present > 0, 'no_resident_present'],
    ['face_to_face', visit.faceToFace === true, 'not_face_to_face'],
    ['topic_taught', (visit.topics?.length ?? 0) > 0, 'no_topic'],
    ['trained_visitor', isTrained, 'visitor_untrained'],
  ];
  const [, , reason = null] = missing.find(([rule, isMet]) => plan.requires.includes(rule) && !isMet) ?? [];
  return reason;
}
