import { useReachBottom } from '@tarojs/taro';
import { View } from '@tarojs/components';
import { errorSentence } from '@/shared/api';
import { SeverityChip } from '@/shared/cascade';
import { clock } from '@/shared/clock';
import { openPage, PAGES } from '@/shared/platform';
import { can, useSession } from '@/shared/session';
import { instantText } from '@/shared/text';
import { Button, Card, Chip, Empty, ListItem, Loaded, Notice, Page, TEST_IDS } from '@/shared/ui';
import { useInbox, useMarkRead } from '../inbox.queries';
import { heardAs, placeOf, unreadText, type Notification } from '../inbox.rules';

/** What the person was told: whether or not WeChat told them too, it stands here. */
export function InboxScreen() {
  const inbox = useInbox();
  const reading = useMarkRead();
  useReachBottom(() => {
    if (inbox.hasNextPage && !inbox.isFetching) void inbox.fetchNextPage();
  });
  return (
    <Page title="消息">
      {reading.isError && <Notice tone="late">{errorSentence(reading.error)}</Notice>}
      <Loaded query={inbox} cards={3}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          const unread = unreadText(pages[0]?.unread ?? 0);
          if (items.length === 0) return <Empty title="还没有消息">有要签收的、被催办的，会在这里告诉您。</Empty>;
          return (
            <Card
              title={unread ?? '都看过了'}
              aside={
                unread && (
                  <Button
                    id={TEST_IDS.readAll}
                    tone="plain"
                    compact
                    busy={reading.isPending}
                    onTap={() => reading.mutate({ all: true })}
                  >
                    全部标为已读
                  </Button>
                )
              }
            >
              {items.map((item, index) => (
                <Told key={item.id} item={item} first={index === 0} onRead={() => reading.mutate({ ids: [item.id] })} />
              ))}
              {inbox.hasNextPage && (
                <Button tone="plain" busy={inbox.isFetchingNextPage} onTap={() => void inbox.fetchNextPage()}>
                  看更早的
                </Button>
              )}
            </Card>
          );
        }}
      </Loaded>
    </Page>
  );
}

interface ToldProps {
  item: Notification;
  first: boolean;
  onRead(): void;
}

function Told({ item, first, onRead }: ToldProps) {
  const me = useSession((session) => session.me);
  const { id, title, body, pressing, createdAt, readAt } = item;
  const isNew = readAt === null;
  const open = () => {
    if (isNew) onRead();
    const reader = { readsCascades: can(me, 'cascade.read'), homeRegionId: me?.homeRegionId ?? null };
    const { page, query } = placeOf(item, reader);
    openPage(PAGES[page], query);
  };
  return (
    <ListItem
      id={TEST_IDS.notification(id)}
      first={first}
      title={title}
      detail={
        <>
          <View>{body}</View>
          <View className="row">
            {pressing && <SeverityChip severity="critical" />}
            <View>{instantText(createdAt, clock.now())}</View>
          </View>
        </>
      }
      trailing={isNew && <Chip>未读</Chip>}
      label={heardAs(item)}
      onTap={open}
    />
  );
}
