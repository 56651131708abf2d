import { View } from '@tarojs/components';
import type { Schemas } from '@/shared/api';
import { clock } from '@/shared/clock';
import { openPage, PAGES, usePageQuery } from '@/shared/platform';
import { commandText, instantText, quarantineText } from '@/shared/text';
import {
  Button,
  Card,
  Chip,
  DecisionForm,
  Empty,
  ErrorState,
  Page,
  Skeleton,
  Sub,
  Tap,
  TEST_IDS,
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
  const decision = useDecideQuarantine();
  const now = clock.now();
  const { id, doorId, doorLabel } = item;
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
      <DecisionForm
        id={id}
        yes="认定"
        no="不认定"
        decision={decision}
        onDecide={(accept, note) => decision.mutate({ id, accept, ...(note && { note }) })}
      />
    </Card>
  );
}
