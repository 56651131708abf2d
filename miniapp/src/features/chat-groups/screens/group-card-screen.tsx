import { View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import {
  groupOpening,
  openPage,
  openTab,
  PAGES,
  usePageQuery,
  usePageSeen,
  type GroupFailure,
} from '@/shared/platform';
import { Button, Card, Chip, Loaded, Notice, Page, Sub, TEST_IDS, Title } from '@/shared/ui';
import { useGroup, useOpenCard } from '../chat-groups.queries';
import { SendCard } from '../components/registration';
import { cardRefusal, cardWords } from '../group-words';
import { useRegistrationCard } from '../use-registration-card';

const FAILURES: Record<GroupFailure, string | null> = {
  // The person came from inside the app, or from a chat with one person: the card has to go to the group first.
  not_in_group: null,
  cannot_verify: '微信这次没有说清是哪个群，什么也没记。回到群里，再点一次登记卡。',
  unsupported: '这里认不出微信群。请在手机微信里，从群里点开登记卡。',
};

/** The landing of a registration card: asks WeChat which group it was opened in, and says what came of it. */
export function GroupCardScreen() {
  const { group: id = '' } = usePageQuery();
  useRegistrationCard(id);
  const query = useGroup(id);
  const opening = useOpenCard(id);
  const failure = useOpenedInGroup(id, opening.mutateAsync);
  const words = opening.data && cardWords(opening.data);
  return (
    <Page title="群登记">
      <Loaded query={query}>
        {(group) => (
          <Card>
            <View className="row between">
              <View className="grow">
                <Title>{group.name}</Title>
              </View>
              {group.boundAt === null ? <Chip tone="wait">没登记</Chip> : <Chip tone="ok">已登记</Chip>}
            </View>
            <Sub>登记是认一认：这个微信群就是上面这个群。认下来，以后推到了才能证实。</Sub>
            {opening.isPending && <Notice>正在认这个群…</Notice>}
            {words && (
              <View id={TEST_IDS.cardResult}>
                <Notice tone={words.tone}>{words.text}</Notice>
              </View>
            )}
            {opening.isError && <Notice tone="late">{cardRefusal(opening.error)}</Notice>}
            {failure && FAILURES[failure] && <Notice tone="wait">{FAILURES[failure]}</Notice>}
            {group.boundAt === null && !words && group.mayRegister && <SendCard groupId={id} />}
            <View className="stack gap-top">
              <Button tone="ghost" onTap={() => openPage(PAGES.chatGroup, { id })}>
                看这个群的人和缺项
              </Button>
              <Button tone="plain" onTap={() => openTab('home')}>
                回首页
              </Button>
            </View>
          </Card>
        )}
      </Loaded>
    </Page>
  );
}

/** At each opening of the card, also when the app was still there: WeChat is asked while the page is on top. */
function useOpenedInGroup(id: string, open: ReturnType<typeof useOpenCard>['mutateAsync']): GroupFailure | undefined {
  const seen = usePageSeen();
  const [failure, setFailure] = useState<GroupFailure>();
  useEffect(() => {
    const ask = async () => {
      const answer = await groupOpening();
      setFailure('failure' in answer ? answer.failure : undefined);
      // What went wrong is shown from the mutation itself.
      if (!('failure' in answer)) await open(async () => answer).catch(() => undefined);
    };
    if (seen && id !== '') void ask();
  }, [id, seen]);
  return failure;
}
