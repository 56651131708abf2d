import { Text, View } from '@tarojs/components';
import { useMemo } from 'react';
import { RELAY_STATES, RelayStateChip, useNow } from '@/shared/cascade';
import { clockText, countText } from '@/shared/text';
import { Button, Chip, DataTable, Empty, Loaded, TEST_IDS, type Column } from '@/shared/ui';
import { hopClock, shortNames, statesOf, type Counts, type RelayNode } from '../board.rules';
import { useRelays, type RelayQuestion } from '../directives.queries';

const SLOW = 10_000;

interface RelayTableProps {
  directiveId: string;
  counts: Counts;
  question: RelayQuestion;
  every: number | false;
  openId: string | undefined;
  onQuestion(question: RelayQuestion): void;
  onOpen(relayId: string): void;
}

/** The groups of a level: each with where it stands, who pushes there, and how it is below. */
export function RelayTable(props: RelayTableProps) {
  const { directiveId, counts, question, every, onQuestion } = props;
  const query = useRelays(directiveId, question, every);
  const { level } = question;
  return (
    <>
      <View className="row wrap reasons">
        {counts.late > 0 && (
          <Chip
            id={TEST_IDS.relayFilter('late')}
            tone="late"
            selected={question.late === 'true'}
            onTap={() => onQuestion({ level, ...(question.late !== 'true' && { late: 'true' }) })}
          >
            晚了 {countText(counts.late)}
          </Chip>
        )}
        {statesOf(counts).map(({ state, count }) => (
          <Chip
            key={state}
            id={TEST_IDS.relayFilter(state)}
            selected={question.state === state}
            onTap={() => onQuestion({ level, ...(question.state !== state && { state }) })}
          >
            {RELAY_STATES[state]} {countText(count)}
          </Chip>
        ))}
      </View>
      <Loaded query={query} cards={1}>
        {({ pages }) => (
          <Rows
            {...props}
            relays={pages.flatMap(({ items }) => items)}
            more={query.hasNextPage ? () => void query.fetchNextPage() : undefined}
            busy={query.isFetchingNextPage}
          />
        )}
      </Loaded>
    </>
  );
}

interface RowsProps extends RelayTableProps {
  relays: readonly RelayNode[];
  more: (() => void) | undefined;
  busy: boolean;
}

function Rows({ relays, openId, onOpen, more, busy }: RowsProps) {
  const now = useNow(SLOW);
  const names = useMemo(() => shortNames(relays), [relays]);
  const hasBelow = relays.some(({ below }) => below.total > 0);
  return (
    <>
      <DataTable
        label="群"
        unit="个群"
        rows={relays}
        keyOf={({ id }) => id}
        columns={columnsAt(now, names).filter(({ key }) => key !== 'below' || hasBelow)}
        openKey={openId}
        onOpen={({ id }) => onOpen(id)}
        phone={(relay) => ({
          title: names.get(relay.id),
          detail: (
            <View>
              <View>{pusherText(relay)}</View>
              <View className={hopClock(relay, now).late ? 'number late' : ''}>{hopClock(relay, now).text}</View>
              {relay.below.total > 0 && <View>{belowText(relay)}</View>}
            </View>
          ),
          trailing: <RelayStateChip state={relay.state} late={relay.late} />,
        })}
        empty={<Empty title="没有这样的群">换一个状态看看。</Empty>}
      />
      {more && (
        <Button tone="plain" busy={busy} onTap={more}>
          再看一些
        </Button>
      )}
    </>
  );
}

function columnsAt(now: number, names: ReadonlyMap<string, string>): readonly Column<RelayNode>[] {
  return [
    {
      key: 'group',
      head: '群',
      width: '2fr',
      cell: ({ id }) => names.get(id) ?? '',
      sortBy: ({ id }) => names.get(id) ?? '',
    },
    {
      key: 'state',
      head: '到哪了',
      width: '104px',
      cell: ({ state, late }) => <RelayStateChip state={state} late={late} />,
      sortBy: ({ state }) => RELAY_STATES[state],
    },
    { key: 'pushers', head: '推送员', width: '92px', cell: pusherName, sortBy: pusherName },
    {
      key: 'hop',
      head: '这一级',
      width: '1.5fr',
      cell: (relay) => {
        const { text, late } = hopClock(relay, now);
        return <Text className={late ? 'number late' : ''}>{text}</Text>;
      },
      sortBy: ({ dueAt }) => dueAt,
    },
    {
      key: 'proved',
      head: '证实',
      width: '62px',
      align: 'right',
      cell: ({ provedAt }) => (provedAt === null ? '' : clockText(provedAt)),
      sortBy: ({ provedAt }) => provedAt,
    },
    {
      key: 'openers',
      head: '打开',
      width: '56px',
      align: 'right',
      largestFirst: true,
      cell: ({ openers }) => (openers > 0 ? `≥${openers}` : ''),
      sortBy: ({ openers }) => openers,
    },
    {
      key: 'below',
      head: '下面',
      width: '62px',
      align: 'right',
      cell: ({ below }) => (below.total > 0 ? `${below.done}/${below.total}` : ''),
      sortBy: ({ below }) => (below.total > 0 ? below.done / below.total : null),
    },
  ];
}

function pusherName({ pushers }: RelayNode): string {
  const [first] = pushers;
  if (!first) return '没有';
  return pushers.length > 1 ? `${first.name}等 ${pushers.length} 人` : first.name;
}

function pusherText({ pushers }: RelayNode): string {
  if (pushers.length === 0) return '没有推送员';
  const [{ name, label }, ...others] = pushers as [RelayNode['pushers'][number], ...RelayNode['pushers']];
  return others.length > 0 ? `${name}等 ${pushers.length} 人` : `${name}（${label}）`;
}

function belowText({ below: { total, done, late } }: RelayNode): string {
  return `下面 ${done}/${total} 个群到了${late > 0 ? `，晚 ${late} 个` : ''}`;
}
