import { useState } from 'react';
import { View } from '@tarojs/components';
import { errorSentence, type Schemas } from '@/shared/api';
import { clock } from '@/shared/clock';
import { openPage, PAGES, usePageQuery } from '@/shared/platform';
import { commandText, instantText, quarantineText } from '@/shared/text';
import {
  Button,
  Card,
  Chip,
  Empty,
  ErrorState,
  Notice,
  Page,
  Skeleton,
  Sub,
  Tap,
  TEST_IDS,
  TextField,
  useShownRows,
} from '@/shared/ui';
import { useDecideQuarantine, useQuarantine } from '../quarantine.queries';

type Item = Schemas['QuarantinedCommand'];

/** What was reported late, from elsewhere or about an unknown door: accepted as fact, or not. */
export function QuarantineScreen() {
  const { regionId } = usePageQuery();
  const query = useQuarantine(Number(regionId));
  return (
    <Page title="有疑问的登记">
      {query.data ? (
        <Items items={query.data.value.items} />
      ) : query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Skeleton />
      )}
    </Page>
  );
}

function Items({ items }: { items: readonly Item[] }) {
  const { shownRows, hiddenCount, showMore } = useShownRows(items);
  if (items.length === 0) return <Empty title="没有要认定的">报上来的登记都没有疑问。</Empty>;
  return (
    <>
      {shownRows.map((item) => (
        <QuarantinedCard key={item.id} item={item} />
      ))}
      {hiddenCount > 0 && (
        <Button tone="plain" onTap={showMore}>
          还有 {hiddenCount} 条
        </Button>
      )}
    </>
  );
}

function QuarantinedCard({ item }: { item: Item }) {
  const [note, setNote] = useState('');
  const decision = useDecideQuarantine();
  const now = clock.now();
  const { id, doorId, doorLabel } = item;
  const decide = (accept: boolean) => decision.mutate({ id, accept, ...(note.trim() && { note: note.trim() }) });
  return (
    <Card
      id={TEST_IDS.quarantined(id)}
      title={`${item.byName} · ${commandText(item.kind)}`}
      aside={<Chip tone="wait">{quarantineText(item.reason)}</Chip>}
    >
      {doorId ? (
        <Tap className="link" onTap={() => openPage(PAGES.door, { id: doorId })}>
          {doorLabel ?? '看这一户'}
        </Tap>
      ) : (
        doorLabel && <View>{doorLabel}</View>
      )}
      <Sub>
        发生在 {instantText(item.happenedAt, now)}，{instantText(item.receivedAt, now)}报上来
      </Sub>
      <TextField label="说一句（可不填）" value={note} maxLength={200} onChange={setNote} />
      {decision.isError && <Notice tone="late">{errorSentence(decision.error)}</Notice>}
      <View className="row gap-top">
        <View className="grow">
          <Button id={TEST_IDS.reject(id)} tone="ghost" busy={decision.isPending} onTap={() => decide(false)}>
            不认定
          </Button>
        </View>
        <View className="grow">
          <Button id={TEST_IDS.accept(id)} busy={decision.isPending} onTap={() => decide(true)}>
            认定
          </Button>
        </View>
      </View>
    </Card>
  );
}
