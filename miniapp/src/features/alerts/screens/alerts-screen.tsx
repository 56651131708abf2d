import { View } from '@tarojs/components';
import { InboxEntry } from '@/features/inbox';
import { LateCard, PendingRelays } from '@/features/relays';
import { WarningFeedList } from '@/features/warnings';
import { ANTI_FRAUD_LINE, dial } from '@/shared/platform';
import { useSession } from '@/shared/session';
import { Button, Card, Page, Sub } from '@/shared/ui';

/** 预警: what waits for the person to sign and push, then what is late in their groups, then what everybody reads. */
export function AlertsScreen() {
  const isStaff = useSession(({ me }) => me?.kind === 'staff');
  return (
    <Page title="预警" tab="alerts">
      {isStaff && (
        <>
          <PendingRelays />
          <LateCard />
          <Inbox />
        </>
      )}
      <WarningFeedList />
      <Card title="接到可疑电话？">
        <Sub>全国反诈专线，说清楚情况，问一问再决定。</Sub>
        <View className="gap-top">
          <Button tone="late" onTap={() => dial(ANTI_FRAUD_LINE)}>
            打 96110
          </Button>
        </View>
      </Card>
      {!isStaff && <Inbox />}
    </Page>
  );
}

function Inbox() {
  return (
    <Card>
      <InboxEntry first />
    </Card>
  );
}
