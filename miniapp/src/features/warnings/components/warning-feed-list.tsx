import { Text, View } from '@tarojs/components';
import { errorSentence } from '@/shared/api';
import { DIRECTIVE_KINDS, SeverityChip } from '@/shared/cascade';
import { clock } from '@/shared/clock';
import { openPage, PAGES } from '@/shared/platform';
import { countText, instantText } from '@/shared/text';
import { accessible, Button, Card, Chip, Empty, ListItem, Loaded, Notice, TEST_IDS, useShownRows } from '@/shared/ui';
import { isNew, type FeedWarning } from '../warning.rules';
import { useOlderWarnings, useWarningFeed } from '../warnings.queries';

/** What came down to the person's groups, the newest first; what was not opened is marked by a dot and a word. */
export function WarningFeedList() {
  const { query, feed, asOf } = useWarningFeed();
  return (
    <Loaded query={{ data: feed, isError: query.isError, error: query.error, refetch: query.refetch }}>
      {({ items, next, unopened }) => (
        <>
          {asOf !== null && <Notice tone="wait">没有网络，这是{instantText(asOf, clock.now())}的内容。</Notice>}
          <Card
            id={TEST_IDS.warnings}
            title="骗术预警"
            aside={unopened > 0 && <Chip>{countText(unopened)} 条没看</Chip>}
          >
            {items.length === 0 ? (
              <Empty title="还没有预警">县里、镇里发了新骗术的提醒，会出现在这里。</Empty>
            ) : (
              <Rows newest={items} next={next} />
            )}
          </Card>
        </>
      )}
    </Loaded>
  );
}

function Rows({ newest, next }: { newest: readonly FeedWarning[]; next: string | null }) {
  const older = useOlderWarnings(next);
  const { shownRows, hiddenCount, showMore } = useShownRows([...newest, ...older.items]);
  return (
    <>
      {shownRows.map((warning, index) => (
        <Row key={warning.directiveId} warning={warning} first={index === 0} />
      ))}
      {older.error !== null && <Notice tone="late">{errorSentence(older.error)}</Notice>}
      {(hiddenCount > 0 || older.hasMore) && (
        <Button
          id={TEST_IDS.olderWarnings}
          tone="plain"
          busy={older.busy}
          onTap={hiddenCount > 0 ? showMore : older.more}
        >
          看更早的
        </Button>
      )}
    </>
  );
}

function Row({ warning, first }: { warning: FeedWarning; first: boolean }) {
  const { directiveId, title, kind, severity, issuer, publishedAt, recalledAt, number, forYou } = warning;
  const fresh = isNew(warning);
  return (
    <ListItem
      id={TEST_IDS.warning(directiveId)}
      first={first}
      title={
        <View className={fresh ? 'warning-row new' : 'warning-row'}>
          {fresh && <View className="warning-dot" {...accessible({ hidden: true })} />}
          <Text className={recalledAt === null ? undefined : 'warning-gone'}>{title}</Text>
        </View>
      }
      detail={
        <>
          <View className="row wrap warning-marks">
            {fresh && <Chip>没看</Chip>}
            {recalledAt === null && severity !== 'normal' && <SeverityChip severity={severity} />}
            {recalledAt !== null && <Chip tone="gray">已撤回</Chip>}
            {recalledAt === null && number > 1 && <Chip tone="wait">更正过</Chip>}
            {recalledAt === null && forYou && <Chip tone="ok">和您有关</Chip>}
          </View>
          <View className="row wrap">
            <Text>
              {DIRECTIVE_KINDS[kind]} · {instantText(publishedAt, clock.now())}
            </Text>
            <Text>{issuer}</Text>
          </View>
        </>
      }
      onTap={() => openPage(PAGES.warning, { id: directiveId })}
    />
  );
}
