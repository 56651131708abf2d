import { View } from '@tarojs/components';
import { TOPICS } from '@/shared/text';
import { enqueue } from '@/shared/outbox';
import { openPage, pageUrl, PAGES, replacePage, useShareCard } from '@/shared/platform';
import { Button, Card, Chip, Notice, OfflineNotice, Page, Sub, Tap, TEST_IDS } from '@/shared/ui';
import { asLeft, newerOf, stepOf, waitsForProof, type KeptRelays, type MyRelay, type Step } from '../relay.rules';
import { cardTitle } from '../card-words';
import { closedBecause } from '../evidence.rules';
import { kindText } from '../relay-words';
import { useRelay } from '../relays.queries';
import { Clocks } from './clocks';
import { DemoOpening } from './demo-opening';
import { EvidenceCard } from './evidence-card';
import { Pushers } from './pushers';
import { PusherFoot } from './pusher-foot';
import { RelayHead } from './relay-head';
import { StepsCard } from './steps-card';

// Somebody may open the card any moment.
const SOON = 8_000;

interface PusherPageProps {
  mine: MyRelay;
  /** All that lies before the person: a newer version may be among it. */
  items: readonly MyRelay[];
  kept: KeptRelays;
  /** From when it is, where it could not be asked for now. */
  asOf: number | null;
}

/** A directive as its pusher meets it: read it, 签收, push it, see what came of it. */
export function PusherPage({ mine: stored, items, kept, asOf }: PusherPageProps) {
  const mine = asLeft(stored, kept);
  const { relay, severity } = mine;
  const step = stepOf(mine);
  const detail = useRelay(relay.id, waitsForProof(relay) && SOON).data?.value;
  // The detail is asked for oftener, but may know less of this phone than the list does.
  const latest = detail ? asLeft({ ...mine, relay: detail }, kept).relay : relay;

  useShareCard(
    () => ({ title: cardTitle(mine), path: pageUrl(PAGES.card, { relay: relay.id }) }),
    () => {
      if (step === 'push' || step === 'pushed') void enqueue('relay.push', { relayId: relay.id });
    },
  );

  const acts = step === 'sign' || step === 'push' || (step === 'pushed' && mine.part !== 'supervisor');
  return (
    <Page title={titleOf(step)} foot={acts && <PusherFoot mine={mine} step={step} />}>
      <RelayNotices mine={mine} kept={kept} asOf={asOf} />
      {step === 'closed' && <ClosedNotice because={closedBecause(detail)} newer={newerOf(mine, items)} />}
      <RelayHead {...mine} relay={latest}>
        {mine.insteadOf !== null && (
          <View className="gap-top">
            <Chip tone="wait">替 {mine.insteadOf} 代签</Chip>
          </View>
        )}
        {step === 'wait' && <View className="gap-top">上一级还没推下来，轮到这个群时会提醒您。</View>}
        <Clocks relay={latest} />
      </RelayHead>
      {step === 'pushed' && <EvidenceCard relay={latest} />}
      {step === 'pushed' && latest.provedAt === null && <DemoOpening relay={latest} />}
      <Content mine={mine} label={kindText({ kind: mine.kind, severity })} />
      <Pushers relay={latest} detail={detail} mine={mine} />
      {detail && <StepsCard steps={detail.steps} />}
      {acts && <View className="foot-room" />}
    </Page>
  );
}

function titleOf(step: Step): string {
  return { wait: '预警', sign: '待签收', push: '待推送', pushed: '已推送', closed: '已停' }[step];
}

function Content({ mine, label }: { mine: MyRelay; label: string }) {
  const { body, fraudType, photoIds, hasClip, directiveId } = mine;
  const more = [photoIds.length > 0 && `看 ${photoIds.length} 张图`, hasClip && '听录音'].filter(Boolean).join('、');
  return (
    <Card title={label} aside={fraudType && <Chip tone="gray">{TOPICS[fraudType]}</Chip>}>
      <View className="relay-text">{body}</View>
      {more && (
        <View className="gap-top">
          <Button
            id={TEST_IDS.openWarning}
            tone="ghost"
            compact
            onTap={() => openPage(PAGES.warning, { id: directiveId })}
          >
            {more}
          </Button>
        </View>
      )}
    </Card>
  );
}

function RelayNotices({ mine, kept, asOf }: Omit<PusherPageProps, 'items'>) {
  const { id } = mine.relay;
  return (
    <>
      {asOf !== null && <OfflineNotice asOf={asOf} />}
      {kept.waiting.has(id) && <Notice tone="wait">待同步：存在手机里了，联网后自动报上去，不用再点。</Notice>}
      {kept.refused.has(id) && (
        <Tap label="看没收下的签收" onTap={() => openPage(PAGES.sync)}>
          <Notice tone="late">有一步没有收下，点这里看为什么。</Notice>
        </Tap>
      )}
    </>
  );
}

function ClosedNotice({ because, newer }: { because: string | null; newer: MyRelay | undefined }) {
  return (
    <Notice tone="late">
      <View>{newer ? '这一条改过了，不用再推，请推新的。' : '这一条已撤回或停了，不用再推。'}</View>
      {because && <Sub>{because}</Sub>}
      {newer && (
        <View className="gap-top">
          <Button id={TEST_IDS.openNewer} compact onTap={() => replacePage(PAGES.relay, { id: newer.relay.id })}>
            看新的
          </Button>
        </View>
      )}
    </Notice>
  );
}
