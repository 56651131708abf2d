import { View } from '@tarojs/components';
import { useEffect } from 'react';
import { ApiError, type Schemas } from '@/shared/api';
import { DIRECTIVE_KINDS } from '@/shared/cascade';
import { canShare, PAGES, pageUrl, restart, usePageQuery, useShareCard } from '@/shared/platform';
import { useSession } from '@/shared/session';
import { Button, Card, Empty, ErrorState, Page, ShareButton, Skeleton, TEST_IDS } from '@/shared/ui';
import { AntiFraudLine, MetIt, WarningAnswers } from '../components/warning-answers';
import { WarningText } from '../components/warning-text';
import { noteReading } from '../readings.store';
import { useCardProof } from '../use-card-proof';
import { isNew } from '../warning.rules';
import { useCard, useWarning } from '../warnings.queries';

type CardOfRelay = Schemas['WarningCard'];

/** What a card in a chat opens: the warning at once, whoever it is; that it was opened in the group is proved beside it. */
export function CardScreen() {
  const { relay = '' } = usePageQuery();
  const signedIn = useSession(({ status }) => status === 'ready');
  useCardProof(relay);
  const query = useCard(relay);
  const card = query.data;
  useShareCard(() => ({ title: titleOf(card), path: pageUrl(PAGES.card, { relay }) }));
  const isGone = relay === '' || (query.error instanceof ApiError && query.error.is('not_found'));
  return (
    <Page title={card ? DIRECTIVE_KINDS[card.kind] : '预警'} bare={!signedIn} forVillagers>
      {!card && query.isLoading && <Skeleton cards={1} />}
      {!card && isGone && (
        <Empty mark="!" title="这张卡片打不开了">
          可能已经撤回。有新的提醒，群里会再发。
        </Empty>
      )}
      {!card && query.isError && !isGone && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {card &&
        (signedIn ? <ForReader card={card} /> : card.internal ? <ForOffice card={card} /> : <Open card={card} />)}
      {!card?.internal && <AntiFraudLine />}
    </Page>
  );
}

function titleOf(card: CardOfRelay | undefined): string {
  if (!card) return '防诈骗提醒';
  return card.internal ? DIRECTIVE_KINDS[card.kind] : `【${DIRECTIVE_KINDS[card.kind]}】${card.title}`;
}

/** Signed in: as it stands in their feed; who has it not there reads the card itself. */
function ForReader({ card }: { card: CardOfRelay }) {
  const { directiveId, internal } = card;
  const { query, warning } = useWarning(directiveId);
  const fresh = warning !== undefined && isNew(warning);
  useEffect(() => {
    if (fresh) noteReading(directiveId);
  }, [fresh, directiveId]);

  if (warning) {
    return (
      <>
        <WarningText warning={warning} onPlay={() => noteReading(directiveId, { played: true })} />
        <WarningAnswers warning={warning} />
        {!internal && warning.recalledAt === null && <PassOn />}
      </>
    );
  }
  if (!internal) return <Open card={card} />;
  if (query.isPending) return <Skeleton cards={1} />;
  if (query.error instanceof ApiError && query.error.is('not_found')) {
    return (
      <Empty mark="!" title={`这是一条${DIRECTIVE_KINDS[card.kind]}`}>
        没有发给您，不用处理。
      </Empty>
    );
  }
  return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
}

/** To be read by anybody. */
function Open({ card }: { card: CardOfRelay }) {
  if (card.body === '')
    return (
      <Empty mark="!" title="这一条已经撤回">
        不要再转。有新的提醒，群里会再发。
      </Empty>
    );
  return (
    <>
      <WarningText warning={card} />
      {card.recalledAt === null && (
        <>
          <View className="answers">
            <MetIt directiveId={card.directiveId} />
          </View>
          <PassOn />
        </>
      )}
    </>
  );
}

/** 指令 and 通报 say nothing to who is not signed in. */
function ForOffice({ card }: { card: CardOfRelay }) {
  return (
    <Card>
      <Empty mark="!" title={`这是一条${DIRECTIVE_KINDS[card.kind]}`}>
        给工作人员看的，请登录后看。
      </Empty>
      <Button id={TEST_IDS.cardSignIn} onTap={restart}>
        登录
      </Button>
    </Card>
  );
}

function PassOn() {
  if (!canShare) return null;
  return (
    <View className="gap-top">
      <ShareButton id={TEST_IDS.passOn} tone="ghost">
        转给家里人
      </ShareButton>
    </View>
  );
}
