import { Text, View } from '@tarojs/components';
import type { Schemas } from '@/shared/api';
import { countText, EXCLUSIONS } from '@/shared/text';
import { BigNumber, Card, Chip, Sub, TEST_IDS, Track } from '@/shared/ui';
import { papersName, papersOf, percent } from '../coverage.rules';
import { daysLeftText, EXCLUSION_KINDS, roundText } from './coverage-words';

// With a week or less to go the count of days is urgent.
const LAST_DAYS = 7;

export function CoverageSummary({ coverage }: { coverage: Schemas['Coverage'] }) {
  const { totals, round, plan } = coverage;
  const excluded = EXCLUSION_KINDS.filter((kind) => totals.excluded[kind] > 0);
  const daysLeft = plan ? plan.daysLeft : null;
  return (
    <Card>
      <View className="row">
        <View className="grow" id={TEST_IDS.coverageRate}>
          <BigNumber>{percent(totals.rate)}</BigNumber>
        </View>
        {daysLeft !== null && <Chip tone={daysLeft <= LAST_DAYS ? 'late' : 'wait'}>{daysLeftText(daysLeft)}</Chip>}
      </View>
      <View id={TEST_IDS.coverageCount} className="sub gap-top">
        已入户 {countText(totals.covered)} / {countText(totals.total)} 户
        {round && ` · ${round.name} · ${roundText(round)}`}
      </View>
      <Track thick parts={[totals.rate]} label={`已入户 ${percent(totals.rate)}`} />
      <Signed totals={totals} />
      {totals.personsTotal > 0 && (
        <Sub>
          重点人群 <Text className="number">{countText(totals.personsCovered)}</Text> / {countText(totals.personsTotal)}{' '}
          人
        </Sub>
      )}
      {excluded.length > 0 && (
        <Sub>不计入：{excluded.map((kind) => `${EXCLUSIONS[kind]} ${totals.excluded[kind]}`).join('、')}</Sub>
      )}
    </Card>
  );
}

/** Signed next to visited: the same picture, below it. */
function Signed({ totals }: { totals: Schemas['CoverageCounts'] }) {
  const papers = papersOf(totals);
  if (!papers) return null;
  const { both, owed, rate, notice, pledge } = papers;
  const name = papersName(papers);
  return (
    <>
      <View id={TEST_IDS.signedCount} className="sub gap-top">
        {name}已签 <Text className="number">{countText(both)}</Text> / {countText(owed)} 户 · {percent(rate)}
      </View>
      <Track parts={[rate]} label={`${name}已签 ${percent(rate)}`} />
      {name === '两书' && (
        <Sub>
          告知书 {countText(notice)} · 承诺书 {countText(pledge)}
        </Sub>
      )}
    </>
  );
}
