import { LateCard, PendingRelays, usePendingRelays } from '@/features/relays';
import type { Schemas } from '@/shared/api';
import { openPage, PAGES } from '@/shared/platform';
import { Card, ListItem, Notice, Page, TEST_IDS } from '@/shared/ui';

/** For those of a school or another unit: what to sign and push, what is late, and the groups they push into. */
export function GroupsHomeScreen({ me }: { me: Schemas['Me'] }) {
  const { query, pending } = usePendingRelays();
  return (
    <Page title={me.posts[0]?.regionName ?? '首页'} tab="home">
      <PendingRelays />
      {query.data && pending.length === 0 && <Notice tone="ok">现在没有要签收、要推送的。</Notice>}
      <LateCard />
      <Card>
        <ListItem
          first
          id={TEST_IDS.openMyGroups}
          title="微信群"
          detail="您推的、您看的群"
          onTap={() => openPage(PAGES.chatGroups)}
        />
      </Card>
    </Page>
  );
}
