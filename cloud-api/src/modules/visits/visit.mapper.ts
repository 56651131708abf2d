import { toDegrees } from '../doors/index.js';
import type { JudgingPlan } from '../plans/index.js';
import type { VisitDetail, Verdict } from './dto/visit.dto.js';
import type { StoredVisit } from './visit.repository.js';
import { isInRound, NotCounting, type VisitFacts, whyNotCounting } from './visit.rules.js';

export function toDetail(visit: StoredVisit, verdicts: Verdict[]): VisitDetail {
  const { gridId: _grid, visitorId: _visitor, enteredBy: _entered, ...shown } = visit;
  const { latitudeE6, longitudeE6, accuracyMetres, ...fields } = shown;
  const located = latitudeE6 !== null && longitudeE6 !== null;
  return {
    ...(fields as Omit<VisitDetail, 'location' | 'verdicts'>),
    location: located
      ? { latitude: toDegrees(latitudeE6), longitude: toDegrees(longitudeE6), accuracy: accuracyMetres ?? 0 }
      : null,
    verdicts,
  };
}

/** What each plan says of the visit, in the round that its date falls into. */
export function verdictsOf(facts: VisitFacts | undefined, plans: readonly JudgingPlan[]): Verdict[] {
  if (!facts) return [];
  return plans.map(({ id, name, document }) => {
    const round = document.rounds.find((candidate) => isInRound(facts.date, candidate)) ?? document.rounds[0]!;
    const why = isInRound(facts.date, round)
      ? whyNotCounting(facts, document.counting.requires, round)
      : NotCounting.OutsideRound;
    return { planId: id, planName: name, round: round.number, counts: why === null, why };
  });
}
