import { View } from '@tarojs/components';
import type { Schemas } from '@/shared/api';
import { clock } from '@/shared/clock';
import { openPage, PAGES, usePageQuery } from '@/shared/platform';
import { useSession } from '@/shared/session';
import { commandText, instantText, quarantineText } from '@/shared/text';
import { Card, Chip, DecisionDesk, DecisionForm, Empty, Sub, Tap, TEST_IDS, type Column } from '@/shared/ui';
import { useDecideQuarantine, useQuarantine } from '../quarantine.queries';

type Item = Schemas['QuarantinedCommand'];

const COLUMNS: readonly Column<Item>[] = [
  {
    key: 'reason',
    head: '疑问',
    width: '150px',
    cell: ({ reason }) => <Chip tone="wait">{quarantineText(reason)}</Chip>,
    sortBy: ({ reason }) => quarantineText(reason),
  },
  { key: 'kind', head: '登记', width: '90px', cell: ({ kind }) => commandText(kind), sortBy: ({ kind }) => kind },
  {
    key: 'door',
    head: '哪一户',
    width: '1.1fr',
    cell: ({ doorLabel }) => doorLabel ?? '—',
    sortBy: ({ doorLabel }) => doorLabel,
  },
  {
    key: 'grid',
    head: '哪里',
    width: '1.4fr',
    cell: ({ placeName }) => placeName,
    sortBy: ({ placeName }) => placeName,
  },
  { key: 'by', head: '谁报的', width: '76px', cell: ({ byName }) => byName, sortBy: ({ byName }) => byName },
  {
    key: 'happened',
    head: '发生时间',
    width: '116px',
    largestFirst: true,
    cell: ({ happenedAt }) => instantText(happenedAt, clock.now()),
    sortBy: ({ happenedAt }) => happenedAt,
  },
];

/** What was reported late, from elsewhere or about an unknown door: accepted as fact, or not. */
export function QuarantineScreen() {
  const { regionId } = usePageQuery();
  const home = useSession((session) => session.me?.homeRegionId);
  return (
    <DecisionDesk
      title="有疑问的登记"
      office="quarantine"
      unit="条"
      query={useQuarantine(Number(regionId ?? home ?? undefined))}
      keyOf={({ id }) => id}
      columns={COLUMNS}
      empty={<Empty title="没有要认定的">报上来的登记都没有疑问。</Empty>}
      renderItem={(item) => <QuarantinedCard key={item.id} item={item} />}
    />
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
