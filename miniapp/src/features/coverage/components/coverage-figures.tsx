import type { Schemas } from '@/shared/api';
import { countText, DOOR_STATES, REGION_LEVELS } from '@/shared/text';
import { Figures, TEST_IDS, type Figure } from '@/shared/ui';
import { coverageBars, papersName, papersOf, percent } from '../coverage.rules';
import { EXCLUSION_KINDS, openCount, roundText } from './coverage-words';

type Coverage = Schemas['Coverage'];

const LAST_DAYS = 7;

/** What stands at the top of a PC's board; nothing here that the board was not told. */
export function CoverageFigures({ coverage }: { coverage: Coverage }) {
  return (
    <Figures figures={[toReach(coverage), reached(coverage), signed(coverage) ?? open(coverage), time(coverage)]} />
  );
}

function toReach({ totals, children }: Coverage): Figure {
  const [first] = children;
  const excluded = EXCLUSION_KINDS.reduce((sum, kind) => sum + totals.excluded[kind], 0);
  const parts = [
    first && `${children.length} 个${REGION_LEVELS[first.level]}`,
    excluded > 0 && `另有 ${countText(excluded)} 户不计入`,
  ];
  return { name: '应走到', number: countText(totals.total), detail: parts.filter(Boolean).join(' · ') };
}

function reached({ totals, round }: Coverage): Figure {
  const persons =
    totals.personsTotal > 0 && `重点人群 ${countText(totals.personsCovered)} / ${countText(totals.personsTotal)} 人`;
  return {
    id: TEST_IDS.coverageRate,
    name: '已入户（当面讲过）',
    number: `${countText(totals.covered)} · ${percent(totals.rate)}`,
    tone: 'accent',
    detail: persons || round?.name,
  };
}

/** Null when the plan asks for no papers. */
function signed({ totals }: Coverage): Figure | null {
  const papers = papersOf(totals);
  if (!papers) return null;
  const { both, owed, rate, notice, pledge } = papers;
  const name = papersName(papers);
  return {
    id: TEST_IDS.signedCount,
    name: `${name === '两书' ? '两书都' : name}签了（应签 ${countText(owed)}）`,
    number: `${countText(both)} · ${percent(rate)}`,
    detail:
      name === '两书' ? `告知书 ${countText(notice)} · 承诺书 ${countText(pledge)}` : `还差 ${countText(owed - both)}`,
  };
}

function open({ totals }: Coverage): Figure {
  const [main] = coverageBars(totals);
  return {
    name: '还没走到',
    number: countText(openCount(totals)),
    detail: main ? `${DOOR_STATES[main.reason]}的最多，${countText(main.count)} 户` : '一户不漏',
  };
}

function time({ plan, round }: Coverage): Figure {
  const daysLeft = plan?.daysLeft ?? null;
  const detail = round ? `${round.name} · ${roundText(round)}` : plan?.name;
  if (daysLeft === null) return { name: '期限', number: '不限期', detail: plan?.name };
  if (daysLeft < 0) return { name: '已过期', number: `${-daysLeft} 天`, tone: 'late', detail };
  return { name: '还剩', number: `${daysLeft} 天`, tone: daysLeft <= LAST_DAYS ? 'late' : undefined, detail };
}
