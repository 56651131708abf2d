import { View } from '@tarojs/components';
import { useMemo, useState } from 'react';
import { MyClasses } from '@/features/classes';
import { RelayStrip } from '@/features/relays';
import { dayPlan, SEARCH_HINT, useDoors, useDoorStore, type DayItem, type LocalDoor } from '@/features/doors';
import type { Schemas } from '@/shared/api';
import { businessDate, clock } from '@/shared/clock';
import { syncNow, useOutbox } from '@/shared/outbox';
import { openPage, PAGES, positionMeasuredOrPicked, type Position } from '@/shared/platform';
import {
  Button,
  Card,
  Chip,
  Empty,
  ErrorState,
  MoreRows,
  Notice,
  Page,
  Skeleton,
  Sub,
  Tap,
  TEST_IDS,
  Title,
  Track,
  useShownRows,
} from '@/shared/ui';
import { DayRow } from '../components/day-row';
import { NextDoor } from '../components/next-door';
import { doorsOfToday } from '../home.rules';

export function TodayScreen({ me }: { me: Schemas['Me'] }) {
  const all = useDoors();
  const doors = useMemo(() => doorsOfToday(all), [all]);
  const ready = useDoorStore((store) => store.ready);
  const pulledAt = useDoorStore((store) => store.pulledAt);
  const pullError = useOutbox((outbox) => outbox.error);
  return (
    <Page title="今日" tab="home">
      <RelayStrip />
      {!ready || (pulledAt === null && !pullError) ? (
        <Skeleton cards={3} />
      ) : pulledAt === null ? (
        <ErrorState error={pullError} onRetry={() => void syncNow()} />
      ) : all.length === 0 ? (
        <>
          <MyClasses />
          <NoDoors />
        </>
      ) : (
        <Day me={me} doors={doors} />
      )}
    </Page>
  );
}

function NoDoors() {
  return (
    <Empty
      mark="户"
      title="名下还没有要走的户"
      action={
        <Button id={TEST_IDS.newDoor} onTap={() => openPage(PAGES.registerDoor)}>
          新登记一户
        </Button>
      }
    >
      可以先登记，也可以请村里把户分给您。
    </Empty>
  );
}

function Day({ me, doors }: { me: Schemas['Me']; doors: readonly LocalDoor[] }) {
  const [position, setPosition] = useState<Position | null>(null);
  const now = clock.now();
  const today = businessDate(now);
  const plan = useMemo(() => dayPlan(doors, now, position), [doors, today, position]);
  const [next, ...others] = plan.items;
  return (
    <>
      <DaySummary me={me} plan={plan} />
      <SearchEntry />
      <MyClasses />
      {next ? <NextDoor item={next} today={today} /> : <Notice tone="ok">今天的户都走到了，辛苦了。</Notice>}
      {others.length > 0 && (
        <OtherDoors items={others} today={today} nearby={position !== null} onLocate={setPosition} />
      )}
      <View className="row">
        <View className="grow">
          <Button id={TEST_IDS.newDoor} tone="ghost" onTap={() => openPage(PAGES.registerDoor)}>
            新登记一户
          </Button>
        </View>
        <View className="grow">
          <Button tone="ghost" onTap={() => openPage(PAGES.doors)}>
            看全部户
          </Button>
        </View>
      </View>
    </>
  );
}

function DaySummary({ me, plan }: { me: Schemas['Me']; plan: ReturnType<typeof dayPlan> }) {
  const places = me.posts.map(({ regionName }) => regionName).join(' · ');
  const share = (count: number) => (plan.total === 0 ? 0 : count / plan.total);
  return (
    <Card>
      <View className="row">
        <View className="grow" id={TEST_IDS.remaining}>
          <Sub>{places}</Sub>
          <Title>{plan.remaining > 0 ? `还有 ${plan.remaining} 户没走到` : '都走到了'}</Title>
        </View>
        <SyncChip />
      </View>
      <Track
        parts={[share(plan.met), share(plan.retry)]}
        label={`已入户 ${plan.met} 户，待再访 ${plan.retry} 户，共 ${plan.total} 户`}
      />
      <View className="row wrap between sub">
        <View>
          已入户 {plan.met} · 待再访 {plan.retry}
        </View>
        <View>共 {plan.total} 户</View>
      </View>
    </Card>
  );
}

/** Looks like the field it leads to. */
function SearchEntry() {
  return (
    <Tap
      id={TEST_IDS.openSearch}
      className="search-entry"
      label="找一户"
      onTap={() => openPage(PAGES.doors, { search: 1 })}
    >
      找一户：{SEARCH_HINT}
    </Tap>
  );
}

function SyncChip() {
  const { waiting, attention } = useOutbox((outbox) => outbox.counts);
  if (waiting === 0 && attention === 0) return null;
  return (
    <Tap id={TEST_IDS.waitingChip} className="chip-tap" label="看同步状态" onTap={() => openPage(PAGES.sync)}>
      {attention > 0 ? <Chip tone="late">{attention} 条要处理</Chip> : <Chip tone="wait">{waiting} 条待同步</Chip>}
    </Tap>
  );
}

interface OtherDoorsProps {
  items: readonly DayItem[];
  today: string;
  nearby: boolean;
  onLocate(position: Position | null): void;
}

function OtherDoors({ items, today, nearby, onLocate }: OtherDoorsProps) {
  const { shownRows, hiddenCount, showMore } = useShownRows(items);
  const locate = async () => onLocate(await positionMeasuredOrPicked());
  return (
    <Card
      title="接着走"
      aside={
        nearby ? (
          <Sub>近的在前</Sub>
        ) : (
          <Tap className="link" onTap={() => void locate()}>
            按远近排
          </Tap>
        )
      }
    >
      {shownRows.map((item, index) => (
        <DayRow key={item.door.id} item={item} today={today} first={index === 0} />
      ))}
      <MoreRows id={TEST_IDS.moreDoors} count={hiddenCount} unit="户" onTap={showMore} />
    </Card>
  );
}
