import type { CoverageCounts, PaperCounts } from './dto/coverage.dto.js';
import type { Counts } from './coverage.rules.js';

/** `asksForPapers`: whether the plan that is counted does. */
export function toCounts(counts: Counts, asksForPapers: boolean): CoverageCounts {
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
    papers: asksForPapers ? toPaperCounts(counts) : null,
  };
}

function toPaperCounts(counts: Counts): PaperCounts {
  const { papers_owed, both_signed, unsigned_refused, unsigned_away, unsigned_no_phone } = counts;
  return {
    owed: papers_owed,
    notice: counts.notice_signed,
    pledge: counts.pledge_signed,
    both: both_signed,
    unsigned: {
      refused: unsigned_refused,
      away: unsigned_away,
      no_phone: unsigned_no_phone,
      not_yet: papers_owed - both_signed - unsigned_refused - unsigned_away - unsigned_no_phone,
    },
  };
}
