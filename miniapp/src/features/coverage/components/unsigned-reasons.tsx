import { View } from '@tarojs/components';
import type { Schemas } from '@/shared/api';
import { openPage, PAGES, useWide } from '@/shared/platform';
import { countText } from '@/shared/text';
import { useElderMode } from '@/shared/theme';
import { Card, Chip, TEST_IDS } from '@/shared/ui';
import { papersName, papersOf, unsignedBars, type UnsignedReason } from '../coverage.rules';
import { UNSIGNED_REASONS } from './coverage-words';

interface UnsignedReasonsProps {
  coverage: Schemas['Coverage'];
  place: Pick<Schemas['Coverage']['children'][number], 'regionId' | 'counts'>;
}

/** Households that have not signed everything, by why; each number leads to them. In one line where there is room. */
export function UnsignedReasons(props: UnsignedReasonsProps) {
  const wide = useWide();
  const { elder } = useElderMode();
  const papers = papersOf(props.place.counts);
  if (!papers || papers.both === papers.owed) return null;
  const title = `${countText(papers.owed - papers.both)} 户的${papersName(papers)}还没签齐`;
  if (!wide || elder)
    return (
      <Card title={title}>
        <UnsignedChips {...props} />
      </Card>
    );
  return (
    <View className="card unsigned-line">
      <View className="strong">{title}</View>
      <UnsignedChips {...props} />
    </View>
  );
}

export function UnsignedChips({ coverage, place: { regionId, counts } }: UnsignedReasonsProps) {
  const papers = papersOf(counts);
  const open = (reason: UnsignedReason) =>
    openPage(PAGES.unsigned, { regionId, planId: coverage.plan?.id, round: coverage.round?.number, reason });
  return (
    <View className="row wrap reasons">
      {papers &&
        unsignedBars(papers).map(({ reason, count }) => (
          <Chip
            key={reason}
            id={TEST_IDS.unsigned(reason)}
            tone={UNSIGNED_REASONS[reason].tone}
            onTap={() => open(reason)}
          >
            {UNSIGNED_REASONS[reason].name} {countText(count)}
          </Chip>
        ))}
    </View>
  );
}
