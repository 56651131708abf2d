import { InboxEntry } from '@/features/inbox';
import { LateCard, PendingRelays } from '@/features/relays';
import { ANTI_FRAUD_LINE, dial } from '@/shared/platform';
import { useSession } from '@/shared/session';
import { Button, Card, Empty, Page, Sub } from '@/shared/ui';

/** 预警: what waits for the person to sign and push, then what is late in their groups, then what everybody reads. */
export function AlertsScreen() {
  const isStaff = useSession(({ me }) => me?.kind === 'staff');
  return (
    <Page title="预警" tab="alerts">
      {isStaff && (
        <>
          <PendingRelays />
          <LateCard />
        </>
      )}
      <Card>
        <InboxEntry first />
      </Card>
      <Card>
        <Empty title="还没有预警">县里、镇里发了新骗术的提醒，会出现在这里。</Empty>
      </Card>
      <Card title="接到可疑电话？">
        <Sub>全国反诈专线，说清楚情况，问一问再决定。</Sub>
      </Card>
      <Button tone="late" onTap={() => dial(ANTI_FRAUD_LINE)}>
        打 96110
      </Button>
    </Page>
  );
}
