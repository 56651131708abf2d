import { View } from '@tarojs/components';
import { useMemo } from 'react';
import { Attest, Clocks, EvidenceCard, HopActions, isHandled, Pushers, StepsCard, useRelay } from '@/features/relays';
import type { Schemas } from '@/shared/api';
import { levelText, RelayStateChip, useNow } from '@/shared/cascade';
import { openPage, PAGES } from '@/shared/platform';
import { Button, Card, Loaded, MoreRows, OfflineNotice, Sub, TEST_IDS, Title, useShownRows } from '@/shared/ui';
import { chainClock, hopClock, shortNames, type ClockWords } from '../board.rules';
import { RelayLine } from './relay-line';

type Detail = Schemas['RelayDetail'];
const SLOW = 10_000;

interface RelayPanelProps {
  relayId: string;
  every: number | false;
  onOpen(relayId: string): void;
}

/** One group: where it stands by both clocks, who signed when, what can be done, and the groups right below it. */
export function RelayPanel({ relayId, every, onOpen }: RelayPanelProps) {
  const query = useRelay(relayId, every);
  return (
    <Loaded query={query}>
      {({ value: relay, asOf, fromPhone }) => (
        <>
          {fromPhone && <OfflineNotice asOf={asOf} />}
          <Standing relay={relay} />
          <Pushers relay={relay} detail={relay} />
          <Children relay={relay} onOpen={onOpen} />
          {(relay.pushedAt !== null || relay.provedAt !== null) && <EvidenceCard relay={relay} />}
          <StepsCard steps={relay.steps} />
        </>
      )}
    </Loaded>
  );
}

function Standing({ relay }: { relay: Detail }) {
  const now = useNow(SLOW);
  const { supervisors } = relay;
  return (
    <Card>
      <View className="row between">
        <View className="grow">
          <Title>{relay.groupName}</Title>
        </View>
        <RelayStateChip state={relay.state} late={relay.late} />
      </View>
      <Sub>{levelText(relay.level)}</Sub>
      {isHandled(relay) ? (
        <>
          <ClockLine name="这一级" words={hopClock(relay, now)} />
          <ClockLine name="全链" words={chainClock(relay, relay.publishedAt, now)} />
        </>
      ) : (
        <Clocks relay={relay} />
      )}
      {supervisors.length > 0 && (
        <View className="gap-top sub">
          监督员：{supervisors.map(({ name, label }) => `${name}（${label}）`).join('、')}
        </View>
      )}
      {relay.mayAttest && relay.pushedAt !== null && (
        <View className="gap-top">
          <Attest relay={relay} />
        </View>
      )}
      {!isHandled(relay) && relay.mayUrge && (
        <View className="gap-top">
          <HopActions relay={relay} />
        </View>
      )}
      <Button tone="plain" compact onTap={() => openPage(PAGES.chatGroup, { id: relay.groupId })}>
        看这个群的人和登记
      </Button>
    </Card>
  );
}

/** The two clocks stand apart: who was slow here is not who began late. */
function ClockLine({ name, words: { text, late } }: { name: string; words: ClockWords }) {
  return (
    <View className="clock-line">
      <View className="sub">{name}</View>
      <View className={late ? 'number late' : ''}>{text}</View>
    </View>
  );
}

function Children({ relay, onOpen }: { relay: Detail; onOpen(relayId: string): void }) {
  const now = useNow(SLOW);
  const { children, below } = relay;
  const { shownRows, hiddenCount, showMore } = useShownRows(children);
  const names = useMemo(() => shortNames(children), [children]);
  if (below.total === 0) return null;
  return (
    <Card title={`下面 ${below.total} 个群`} aside={<Sub>{`${below.done} 个到了`}</Sub>}>
      {shownRows.map((child, index) => (
        <RelayLine
          key={child.id}
          id={TEST_IDS.row(child.id)}
          first={index === 0}
          title={names.get(child.id) ?? child.groupName}
          detail={[hopClock(child, now).text, child.below.total > 0 && `下面 ${child.below.done}/${child.below.total}`]
            .filter(Boolean)
            .join(' · ')}
          trailing={<RelayStateChip state={child.state} late={child.late} />}
          onOpen={() => onOpen(child.id)}
        />
      ))}
      <MoreRows count={hiddenCount} unit="个" onTap={showMore} />
    </Card>
  );
}
