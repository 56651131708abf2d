import { View } from '@tarojs/components';
import { useEffect } from 'react';
import type { Schemas } from '@/shared/api';
import { openPage, PAGES, replacePage, usePageQuery } from '@/shared/platform';
import { RELATIONS } from '@/shared/text';
import { Button, Card, Empty, ErrorState, Notice, Page, Skeleton, Sub, TEST_IDS, Title } from '@/shared/ui';
import { OwedPapers } from '../components/owed-papers';
import { unsigned } from '../own-papers.rules';
import { toSignTitle } from '../paper-words';
import { useOpenedCode } from '../scan.queries';
import { readScene, refusalOf, refusalOfScene, type Refusal } from '../scan-words';

/** Where a code at a door, or in a workroom, leads. WeChat hands its content over as `scene`. */
export function ScanScreen() {
  const { scene: asked } = usePageQuery();
  const scene = readScene(asked);
  const query = useOpenedCode(scene);
  const refusal = scene === undefined ? refusalOfScene(asked) : query.isError ? refusalOf(query.error) : undefined;
  const again = () => void query.refetch();
  return (
    <Page title="扫码签名">
      {refusal ? (
        <Refused refusal={refusal} onAgain={again} />
      ) : query.isError ? (
        <ErrorState error={query.error} onRetry={again} />
      ) : scene !== undefined && query.data ? (
        <Opened opened={query.data} scene={scene} />
      ) : (
        <Skeleton cards={1} />
      )}
    </Page>
  );
}

function Refused({ refusal, onAgain }: { refusal: Refusal; onAgain(): void }) {
  return (
    <>
      <Empty mark="!" tone="late" title={refusal.title}>
        {refusal.advice}
      </Empty>
      <View className="stack">
        {refusal.again && (
          <Button id={TEST_IDS.retry} onTap={onAgain}>
            再试一次
          </Button>
        )}
        <Button tone="ghost" onTap={() => openPage(PAGES.myPapers)}>
          看我的文书
        </Button>
      </View>
    </>
  );
}

function Opened({ opened, scene }: { opened: Schemas['OpenedCode']; scene: string }) {
  // A 责任书 belongs to a person, not to a code: what was sent to them stands among their own papers.
  const isRound = opened.door === null;
  useEffect(() => {
    if (isRound) replacePage(PAGES.myPapers);
  }, [isRound]);
  return opened.door ? <Household door={opened.door} scene={scene} /> : <Skeleton cards={1} />;
}

function Household({ door, scene }: { door: Schemas['OpenedDoor']; scene: string }) {
  const missing = unsigned(door.owed);
  const owesNothing = missing.length === 0;
  return (
    <>
      <Card>
        <Sub>您扫的是</Sub>
        <Title>{door.label}</Title>
      </Card>
      <Card id={TEST_IDS.toSign}>
        <Title>{owesNothing ? (door.owed.length === 0 ? '没有要签的文书' : '都签好了') : toSignTitle(missing)}</Title>
        <OwedPapers papers={door.owed} signers={door.signers} />
        {!owesNothing && (
          <View className="gap-top">
            <Button id={TEST_IDS.goSign} onTap={() => openPage(PAGES.sitting, { own: 1, doorId: door.doorId, scene })}>
              去签字
            </Button>
          </View>
        )}
      </Card>
      {!owesNothing && <WhoSigns signers={door.signers} />}
      <Notice>不是您家？别签，请把手机给工作人员看看。</Notice>
    </>
  );
}

function WhoSigns({ signers }: { signers: Schemas['OpenedDoor']['signers'] }) {
  if (signers.length === 0) return null;
  return (
    <Card title="谁来签">
      {signers.map(({ residentId, name, relation, self }) => (
        <View key={residentId} className="lead-text">
          {name} · {RELATIONS[relation]}
          {self && '（您）'}
        </View>
      ))}
      <View className="gap-top">
        <Sub>签的时候选一下是谁。</Sub>
      </View>
    </Card>
  );
}
