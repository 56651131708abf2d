import { useAnswer } from '@/shared/answers';
import { call } from '@/shared/api';

export interface CoverageQuestion {
  regionId: number;
  planId?: string;
  round?: number;
  audience?: string;
}

export function useCoverage(question: CoverageQuestion) {
  return useAnswer(['coverage', question], (signal) => call('get', '/coverage', { query: question }, { signal }));
}
