import { View } from '@tarojs/components';
import { useDoorStore } from '@/features/doors';
import { errorSentence } from '@/shared/api';
import { clock } from '@/shared/clock';
import { heldBy, needsAttention, syncNow, useOutbox, type Entry } from '@/shared/outbox';
import { openPage, PAGES } from '@/shared/platform';
import { COMMANDS, instantText } from '@/shared/text';
import {
  Button,
  Card,
  Chip,
  Empty,
  ListItem,
  MoreRows,
  Notice,
  Page,
  Skeleton,
  Sub,
  TEST_IDS,
  Title,
  useShownRows,
} from '@/shared/ui';
import { advice, inReadingOrder, stateOf } from '../components/entry-words';
import { subjectOf } from '../components/subject';

export function SyncScreen() {
  const { entries, counts, online, syncing, lastSyncedAt, error, ready } = useOutbox();
  const now = clock.now();
  const foot = (
    <Button id={TEST_IDS.syncNow} busy={syncing} disabled={!online} onTap={() => void syncNow()}>
      {online ? '马上同步' : '没有网络'}
    </Button>
  );
  return (
    <Page title="同步状态" foot={foot}>
      <Card>
        <Title>{counts.waiting > 0 ? `${counts.waiting} 条待同步` : '没有要报的'}</Title>
        <Sub>{lastSyncedAt ? `上次同步 ${instantText(lastSyncedAt, now)}` : '还没同步过'}</Sub>
        {counts.sent > 0 && <Sub>{counts.sent} 条已同步，等最后确认</Sub>}
        {counts.attention > 0 && (
          <View className="gap-top">
            <Chip tone="late">{counts.attention} 条要您处理</Chip>
          </View>
        )}
      </Card>
      {online && Boolean(error) && <Notice tone="late">{errorSentence(error)}登记都在手机里，不会丢。</Notice>}
      {!ready ? <Skeleton /> : entries.length === 0 ? <AllDone /> : <Entries entries={entries} now={now} />}
    </Page>
  );
}

function AllDone() {
  return <Empty title="都报上去了">手机里没有等着上报的登记。</Empty>;
}

function Entries({ entries, now }: { entries: readonly Entry[]; now: number }) {
  const doors = useDoorStore((store) => store.doors);
  const { shownRows, hiddenCount, showMore } = useShownRows(inReadingOrder(entries));
  return (
    <Card>
      {shownRows.map((entry, index) => {
        const state = stateOf(entry);
        return (
          <ListItem
            key={entry.id}
            id={TEST_IDS.entry(entry.id)}
            first={index === 0}
            title={`${COMMANDS[entry.kind]} · ${subjectOf(entry, doors)}`}
            detail={`${instantText(entry.happenedAt, now)} · ${advice(entry, heldBy(entry, entries))}`}
            trailing={<Chip tone={state.tone}>{state.name}</Chip>}
            onTap={needsAttention(entry) ? () => openPage(PAGES.conflict, { id: entry.id }) : undefined}
          />
        );
      })}
      <MoreRows count={hiddenCount} unit="条" onTap={showMore} />
    </Card>
  );
}
