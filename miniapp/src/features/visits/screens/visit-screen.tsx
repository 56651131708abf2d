import { View } from '@tarojs/components';
import { useState } from 'react';
import { errorSentence, type Schemas } from '@/shared/api';
import { clock } from '@/shared/clock';
import { enqueue } from '@/shared/outbox';
import { goBack, openPage, PAGES, usePageQuery } from '@/shared/platform';
import { can, useSession } from '@/shared/session';
import { clockText, instantText, OUTCOMES, paperText, visitEventText, visitFacts, whyText } from '@/shared/text';
import {
  Button,
  Card,
  Chip,
  ConfirmButton,
  Empty,
  ErrorState,
  ListItem,
  LongTextField,
  Notice,
  Page,
  Skeleton,
  Sub,
  TEST_IDS,
  Title,
  useAction,
} from '@/shared/ui';
import { Photo } from '../components/photos';
import { useVisit } from '../visits.queries';

type Visit = Schemas['VisitWithHistory'];

export function VisitScreen() {
  const { id = '' } = usePageQuery();
  const query = useVisit(id);
  const mayWrite = useSession((session) => can(session.me, 'visit.write'));
  const visit = query.data;
  if (!visit) {
    return (
      <Page title="入户记录">
        {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : <Skeleton />}
      </Page>
    );
  }
  const editable = mayWrite && !visit.voided;
  return (
    <Page
      title="入户记录"
      foot={
        editable && (
          <Button id={TEST_IDS.correctVisit} onTap={() => openPage(PAGES.correctVisit, { id })}>
            修正
          </Button>
        )
      }
    >
      <VisitContent visit={visit} />
      {editable && <Void visit={visit} />}
    </Page>
  );
}

function VisitContent({ visit }: { visit: Visit }) {
  const now = clock.now();
  return (
    <>
      {visit.voided && <Notice tone="late">这次入户已经作废，不算数。</Notice>}
      <Card>
        <Title>{OUTCOMES[visit.outcome]}</Title>
        <Sub>
          {instantText(visit.startedAt, now)} 至 {clockText(visit.endedAt)} · {visit.visitorName}
        </Sub>
        {visit.source === 'paper' && <Sub>{paperText(visit)}</Sub>}
      </Card>
      <Card title="算不算走到">
        {visit.verdicts.length === 0 && <Empty mark="…" title="没有方案在管这一户" />}
        {visit.verdicts.map(({ planId, planName, counts, why }, index) => (
          <ListItem
            key={planId}
            first={index === 0}
            title={planName}
            detail={whyText(why)}
            trailing={counts ? <Chip tone="ok">算数</Chip> : <Chip tone="gray">不算数</Chip>}
          />
        ))}
      </Card>
      <Card title="登记的内容">
        {visitFacts(visit)
          .filter(({ text }) => text !== '')
          .map(({ name, text }, index) => (
            <ListItem key={name} first={index === 0} title={name} detail={text} />
          ))}
      </Card>
      {visit.photoIds.length > 0 && (
        <Card title="照片">
          <View className="photos">
            {visit.photoIds.map((photoId) => (
              <Photo key={photoId} id={photoId} />
            ))}
          </View>
        </Card>
      )}
      {visit.history.length > 0 && (
        <Card title="改动">
          {visit.history.map(({ type, at, byName, reason }, index) => (
            <ListItem
              key={at}
              first={index === 0}
              title={[visitEventText(type), reason].filter(Boolean).join('：')}
              detail={[byName, instantText(at, now)].filter(Boolean).join(' · ')}
            />
          ))}
        </Card>
      )}
    </>
  );
}

function Void({ visit }: { visit: Visit }) {
  const [reason, setReason] = useState('');
  const { busy, error, run } = useAction();
  const withdraw = () =>
    run(async () => {
      await enqueue('visit.void', { visitId: visit.id, baseVersion: visit.version, reason: reason.trim() });
      goBack();
    });
  return (
    <Card title="登记错了户？">
      <LongTextField
        first
        label="为什么作废"
        placeholder="例如 登记到隔壁去了"
        maxLength={200}
        value={reason}
        onChange={setReason}
      />
      {error !== null && <Notice tone="late">{errorSentence(error)}</Notice>}
      <ConfirmButton
        id={TEST_IDS.voidVisit}
        name="作废这次入户"
        question="作废后不算数，记录还在。"
        busy={busy}
        disabled={reason.trim() === ''}
        onConfirm={() => void withdraw()}
      />
    </Card>
  );
}
