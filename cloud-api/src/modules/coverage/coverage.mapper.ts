import type { CoverageCounts } from './dto/coverage.dto.js';
import type { Counts } from './coverage.rules.js';

export function toCounts(counts: Counts): CoverageCounts {
  const { total, covered, never, nobody, refused, away, not_counting, newly_registered } = counts;
  return {
    total,
    covered,
    rate: total === 0 ? 1 : covered / total,
    reasons: { never, nobody, refused, away, not_counting, newly_registered },
    excluded: {
      vacant: counts.excluded_vacant,
      deregistered: counts.excluded_deregistered,
      separated: counts.excluded_separated,
    },
    personsTotal: counts.persons_total,
    personsCovered: counts.persons_covered,
    papers: null,
  };
}
