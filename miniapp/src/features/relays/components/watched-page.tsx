import { View } from '@tarojs/components';
import { RelayStateChip, useNow } from '@/shared/cascade';
import { openPage, PAGES } from '@/shared/platform';
import { Card, ListItem, MoreRows, OfflineNotice, Page, TEST_IDS, useShownRows } from '@/shared/ui';
import { isHandled, isLate, type RelayDetail, type RelayNode } from '../relay.rules';
import { Attest } from './attest';
import { Clocks } from './clocks';
import { EvidenceCard } from './evidence-card';
import { HopActions } from './hop-actions';
import { Pushers } from './pushers';
import { RelayHead } from './relay-head';
import { StepsCard } from './steps-card';

const SLOW = 10_000;

interface WatchedPageProps {
  detail: RelayDetail;
  /** From when it is, where it could not be asked for now. */
  asOf: number | null;
}

/** A hop as whoever watches it meets it: where it stands, who is asked, and what can be done. */
export function WatchedPage({ detail, asOf }: WatchedPageProps) {
  const now = useNow(SLOW);
  return (
    <Page title={detail.groupName}>
      {asOf !== null && <OfflineNotice asOf={asOf} />}
      <RelayHead {...detail} relay={detail}>
        <View className="gap-top">
          <RelayStateChip state={detail.state} late={isLate(detail, now)} />
        </View>
        <Clocks relay={detail} />
      </RelayHead>
      {detail.mayAttest && detail.pushedAt !== null && (
        <Card title="您在群里看到了吗？">
          <Attest relay={detail} />
        </Card>
      )}
      {!isHandled(detail) && detail.mayUrge && (
        <Card title="催一催">
          <HopActions relay={detail} />
        </Card>
      )}
      {(detail.pushedAt !== null || detail.provedAt !== null) && <EvidenceCard relay={detail} />}
      <Pushers relay={detail} detail={detail} />
      {detail.children.length > 0 && <Children relays={detail.children} now={now} />}
      <StepsCard steps={detail.steps} />
    </Page>
  );
}

function Children({ relays, now }: { relays: readonly RelayNode[]; now: number }) {
  const { shownRows, hiddenCount, showMore } = useShownRows(relays);
  return (
    <Card title={`下一级 ${relays.length} 个群`}>
      {shownRows.map((relay, index) => (
        <ListItem
          key={relay.id}
          id={TEST_IDS.relay(relay.id)}
          first={index === 0}
          title={relay.groupName}
          detail={relay.placeName}
          trailing={<RelayStateChip state={relay.state} late={isLate(relay, now)} />}
          onTap={() => openPage(PAGES.relay, { id: relay.id })}
        />
      ))}
      <MoreRows count={hiddenCount} unit="个" onTap={showMore} />
    </Card>
  );
}
