import { useAnswer } from '@/shared/answers';
import { call } from '@/shared/api';
import { clock } from '@/shared/clock';
import { instantText } from '@/shared/text';

export interface CoverageQuestion {
  regionId: number;
  planId?: string;
  round?: number;
  audience?: string;
}

export function useCoverage(question: CoverageQuestion) {
  return useAnswer(['coverage', question], (signal) => call('get', '/coverage', { query: question }, { signal }));
}

/** 截至今天 10:20, of the board that is shown. */
export function useAsOf(question: CoverageQuestion): string | undefined {
  const coverage = useCoverage(question).data?.value;
  return coverage && `截至${instantText(coverage.asOf, clock.now())}`;
}
