import { View } from '@tarojs/components';
import { useState } from 'react';
import { mutateThen } from '@/shared/answers';
import { GROUP_PARTS } from '@/shared/cascade';
import { clock } from '@/shared/clock';
import { canShare } from '@/shared/platform';
import { instantText } from '@/shared/text';
import { Button, Card, Chip, ListItem, LongTextField, Notice, ShareButton, StepCard, Sub, TEST_IDS } from '@/shared/ui';
import { demoEntry, useIsDemo, useOpenCard, useUnbind } from '../chat-groups.queries';
import type { GroupDetail } from '../group.rules';
import { cardRefusal, cardWords } from '../group-words';

const LONGEST_REASON = 200;

/** Which real WeChat group this is: how far it is known, and how to make it known. */
export function Registration({ group }: { group: GroupDetail }) {
  return group.boundAt === null ? <NotBound group={group} /> : <Bound group={group} />;
}

function Bound({ group: { id, boundAt, mayManage } }: { group: GroupDetail }) {
  const [unbinding, setUnbinding] = useState(false);
  return (
    <>
      <Card title="登记" aside={<Chip tone="ok">已登记</Chip>}>
        <Sub>{instantText(boundAt!, clock.now())} 认下的。推到这个群，有人打开就自动证实。</Sub>
        {mayManage && !unbinding && (
          <Button id={TEST_IDS.unbindGroup} tone="plain" compact onTap={() => setUnbinding(true)}>
            换了一个微信群，重新登记
          </Button>
        )}
      </Card>
      {unbinding && <Unbind id={id} onLeave={() => setUnbinding(false)} />}
    </>
  );
}

function Unbind({ id, onLeave }: { id: string; onLeave(): void }) {
  const change = useUnbind(id);
  const [reason, setReason] = useState('');
  return (
    <StepCard
      title="解除登记"
      saveId={TEST_IDS.saveUnbinding}
      saveName="解除"
      change={change}
      onSave={reason.trim() === '' ? undefined : () => mutateThen(change, reason.trim(), onLeave)}
      onLeave={onLeave}
    >
      <Sub>解除以后，在新的群里重新发登记卡。以前的证实都留着。</Sub>
      <LongTextField
        id={TEST_IDS.unbindReason}
        label="为什么"
        placeholder="例如 原来的群解散了"
        value={reason}
        maxLength={LONGEST_REASON}
        onChange={setReason}
      />
    </StepCard>
  );
}

function NotBound({ group }: { group: GroupDetail }) {
  const { cards, mayRegister } = group;
  const supervised = group.people.some(({ part, origin }) => part === 'supervisor' && origin !== 'removed');
  return (
    <Card title="登记" aside={<Chip tone="wait">没登记</Chip>}>
      <View>
        {supervised
          ? '推送员和监督员在同一个微信群里各点开一次登记卡，就认下来了。'
          : '群里两个有职务的人在同一个微信群里各点开一次登记卡，就认下来了。'}
      </View>
      {cards.map(({ name, part, openedAt, agrees }, index) => (
        <ListItem
          key={`${name}${openedAt}`}
          first={index === 0}
          title={`${name}（${GROUP_PARTS[part]}）`}
          detail={`${instantText(openedAt, clock.now())} 点开的`}
          trailing={
            agrees || cards.length === 1 ? <Chip tone="ok">点过了</Chip> : <Chip tone="late">不是同一个群</Chip>
          }
        />
      ))}
      {mayRegister ? <SendCard groupId={group.id} /> : <Sub>由这个群的推送员和监督员登记。</Sub>}
    </Card>
  );
}

/** Passes the registration card on; a demonstration opens it as if it stood in the group. */
export function SendCard({ groupId }: { groupId: string }) {
  const demo = useIsDemo();
  const opening = useOpenCard(groupId);
  const words = opening.data && cardWords(opening.data);
  return (
    <View className="stack gap-top">
      {words && (
        <View id={TEST_IDS.cardResult}>
          <Notice tone={words.tone}>{words.text}</Notice>
        </View>
      )}
      {opening.isError && <Notice tone="late">{cardRefusal(opening.error)}</Notice>}
      <ShareButton id={TEST_IDS.sendCard}>发登记卡到群里</ShareButton>
      {!canShare && demo && (
        <>
          <Button
            id={TEST_IDS.demoCard}
            tone="ghost"
            busy={opening.isPending}
            onTap={() => opening.mutate(() => demoEntry(groupId))}
          >
            演示：在群里打开
          </Button>
          <Sub>这里没有真的微信群，点一下，当作您在群里点开了登记卡。</Sub>
        </>
      )}
      {!canShare && !demo && <Notice>登记要在手机微信里做：打开小程序“我的 → 微信群”，把登记卡发到群里。</Notice>}
    </View>
  );
}
