import type { Schemas } from '@/shared/api';
import { clock } from '@/shared/clock';
import { instantText, TOPICS } from '@/shared/text';
import { View } from '@tarojs/components';
import { Card, Chip, ListItem, MoreRows, TEST_IDS, useShownRows } from '@/shared/ui';
import { useMyReports } from '../reports.queries';

/** What the person told, and what came of it. */
export function MyReports() {
  const items = useMyReports().data?.value.items ?? [];
  const { shownRows, hiddenCount, showMore } = useShownRows(items);
  if (items.length === 0) return null;
  return (
    <Card id={TEST_IDS.myReports} title="我报过的">
      {shownRows.map((report, index) => (
        <MyReport key={report.id} report={report} first={index === 0} />
      ))}
      <MoreRows count={hiddenCount} unit="条" onTap={showMore} />
    </Card>
  );
}

function MyReport({ report, first }: { report: Schemas['ScamReport']; first: boolean }) {
  const { fraudType, story, createdAt, note, state } = report;
  return (
    <ListItem
      first={first}
      title={TOPICS[fraudType]}
      detail={
        <>
          <View className="story-line">{story}</View>
          <View>{instantText(createdAt, clock.now())}</View>
          {note && <View>答复：{note}</View>}
        </>
      }
      trailing={state === 'handled' ? <Chip tone="ok">处理了</Chip> : <Chip tone="wait">报上去了</Chip>}
    />
  );
}
