import { View } from '@tarojs/components';
import { openPage, PAGES, usePageQuery } from '@/shared/platform';
import { can, useSession } from '@/shared/session';
import { DOOR_STATES, EXCLUSIONS, whyText } from '@/shared/text';
import {
  Button,
  Card,
  Chip,
  DoorNumber,
  Empty,
  ErrorState,
  ListItem,
  Notice,
  Page,
  Skeleton,
  Sub,
  TEST_IDS,
  Title,
} from '@/shared/ui';
import { DoorActions } from '../components/door-actions';
import { DoorHistory } from '../components/door-history';
import { DoorPapers } from '../components/door-papers';
import { DoorLinks } from '../components/door-links';
import { doorDetail, doorTitle, kindMark, STATE_TONES, tagNames } from '../components/door-words';
import { Residents } from '../components/residents';
import { useDoorRecord, type DoorRecord } from '../doors.queries';

export function DoorScreen() {
  const { id = '' } = usePageQuery();
  const { door, loading, error, offline } = useDoorRecord(id);
  const me = useSession((session) => session.me);
  const mayVisit = can(me, 'visit.write') && door?.status === 'active';
  const foot = door && mayVisit && (
    <Button id={TEST_IDS.startVisit} onTap={() => openPage(PAGES.logVisit, { doorId: door.id })}>
      开始入户
    </Button>
  );
  return (
    <Page title={door ? doorTitle(door.kind, door.name) : '住户'} foot={foot}>
      {door && door.id !== id && <Notice>原来的那一户已经并入这一户。</Notice>}
      {door ? (
        <DoorContent door={door} mayWrite={can(me, 'door.write')} />
      ) : loading ? (
        <Skeleton cards={3} />
      ) : error ? (
        <ErrorState error={error} />
      ) : (
        <Empty mark="?" title={offline ? '没有网络，手机里也没有这一户' : '没有这一户'}>
          {offline ? '联网后再看。' : '可能换了网格，或者不归您看。'}
        </Empty>
      )}
    </Page>
  );
}

function DoorContent({ door, mayWrite }: { door: DoorRecord; mayWrite: boolean }) {
  const tags = tagNames(door.tags);
  return (
    <>
      {'pending' in door && <PendingNotice pending={door.pending} />}
      {door.exclusion && <ExclusionNotice exclusion={door.exclusion} />}
      <Card>
        <View className="row">
          <DoorNumber code={door.code} kindMark={kindMark(door.kind)} />
          <View className="grow">
            <Title>{doorTitle(door.kind, door.name)}</Title>
            <Sub>{doorDetail(door.kind, door.address, door.residents.length)}</Sub>
          </View>
        </View>
        <View className="gap-top">
          <Sub>{[door.gridName, door.groupName].filter(Boolean).join(' · ')}</Sub>
          <Sub>
            {door.assignedTo.length > 0
              ? `由 ${door.assignedTo.map(({ name }) => name).join('、')} 负责`
              : '还没人认领'}
          </Sub>
          {door.childrenUnder14 > 0 && <Sub>14 岁以下 {door.childrenUnder14} 人</Sub>}
        </View>
        {tags.length > 0 && (
          <View className="row wrap gap-top">
            {tags.map((tag) => (
              <Chip key={tag} tone="gray">
                {tag}
              </Chip>
            ))}
          </View>
        )}
      </Card>
      <DoorPapers door={door} />
      <Progress door={door} />
      <Residents door={door} mayWrite={mayWrite} />
      <DoorHistory door={door} />
      <DoorLinks links={door.links} />
      {mayWrite && <DoorActions door={door} />}
    </>
  );
}

function Progress({ door }: { door: DoorRecord }) {
  if (door.progress.length === 0) return null;
  return (
    <Card title="算不算走到">
      {door.progress.map(({ planId, planName, state, why }, index) => (
        <ListItem
          key={planId}
          first={index === 0}
          title={planName}
          detail={whyText(why)}
          trailing={<Chip tone={STATE_TONES[state]}>{DOOR_STATES[state]}</Chip>}
        />
      ))}
    </Card>
  );
}

function PendingNotice({ pending }: { pending: 'none' | 'waiting' | 'sent' | 'attention' }) {
  switch (pending) {
    case 'none':
      return null;
    case 'waiting':
      return <Notice tone="wait">有登记还在手机里，联网后自动上报。</Notice>;
    case 'sent':
      return <Notice>已上报，等服务器最后确认。</Notice>;
    case 'attention':
      return <Notice tone="late">有登记要您处理，请看“我的 · 同步状态”。</Notice>;
  }
}

function ExclusionNotice({ exclusion }: { exclusion: NonNullable<DoorRecord['exclusion']> }) {
  const name = EXCLUSIONS[exclusion.kind];
  switch (exclusion.state) {
    case 'requested':
      return <Notice tone="wait">已申请按“{name}”不计入，等村里认定。</Notice>;
    case 'approved':
      return <Notice>村里认定为“{name}”，不计入。</Notice>;
    case 'rejected':
      return <Notice tone="late">村里没有同意按“{name}”不计入，还要走到。</Notice>;
  }
}
