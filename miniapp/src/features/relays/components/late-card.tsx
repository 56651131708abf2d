import { View } from '@tarojs/components';
import { useNow } from '@/shared/cascade';
import { openPage, PAGES } from '@/shared/platform';
import { can, useSession } from '@/shared/session';
import { Card, Chip, ListItem, TEST_IDS } from '@/shared/ui';
import { useSupervision } from '../relays.queries';
import { lateText, longestLate } from '../supervision.rules';

const SHOWN = 3;
const SLOW = 10_000;

/** For supervisors, what is late now; for an office, the way to what is late in all of its place. */
export function LateCard() {
  const me = useSession((session) => session.me);
  const now = useNow(SLOW);
  const supervision = useSupervision().data?.value;
  const watches = supervision !== undefined && supervision.groups > 0;
  const wholePlace = can(me, 'cascade.read') && me?.homeRegionId !== null ? me?.homeRegionId : undefined;
  if (!watches && wholePlace === undefined) return null;
  const { late = [], toAttest = [] } = supervision ?? {};
  return (
    <Card title={watches ? lateTitle(late.length) : '监督'}>
      {longestLate(late, SHOWN).map(({ relay }, index) => (
        <ListItem
          key={relay.id}
          id={TEST_IDS.relay(relay.id)}
          first={index === 0}
          title={relay.groupName}
          detail={<View className="late-words">{lateText(relay, now)}</View>}
          onTap={() => openPage(PAGES.relay, { id: relay.id })}
        />
      ))}
      {watches && (
        <ListItem
          id={TEST_IDS.allSupervised}
          first={late.length === 0}
          title={late.length > 0 ? '催办、打电话' : '我监督的群'}
          detail={toAttest.length > 0 ? '有推送员说推过了，等您看一眼' : undefined}
          trailing={toAttest.length > 0 && <Chip tone="wait">待见证 {toAttest.length}</Chip>}
          onTap={() => openPage(PAGES.supervision)}
        />
      )}
      {wholePlace !== undefined && (
        <ListItem
          id={TEST_IDS.placeSupervision}
          first={!watches}
          title={`${me?.posts[0]?.placeName ?? '本地'}全部的群`}
          detail="哪个群晚了、哪个待见证"
          onTap={() => openPage(PAGES.supervision, { regionId: wholePlace })}
        />
      )}
    </Card>
  );
}

function lateTitle(count: number): string {
  return count > 0 ? `您监督的群有 ${count} 个晚了` : '您监督的群都没晚';
}
