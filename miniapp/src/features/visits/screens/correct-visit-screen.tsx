import { useState } from 'react';
import { useDoorRecord, type DoorRecord } from '@/features/doors';
import { errorSentence, type Schemas } from '@/shared/api';
import { enqueue } from '@/shared/outbox';
import { goBack, usePageQuery } from '@/shared/platform';
import { Button, Card, ErrorState, LongTextField, Notice, Page, Skeleton, TEST_IDS, useAction } from '@/shared/ui';
import { AppStep } from '../components/app-step';
import { TaughtStep } from '../components/taught-step';
import { UnsuccessfulStep } from '../components/unsuccessful-step';
import { WhoStep } from '../components/who-step';
import { correctionChanges, correctionDraft } from '../correction.rules';
import { useVisit } from '../visits.queries';
import { validateDraft, type VisitDraft } from '../visits.rules';

const TITLE = '修正入户';

export function CorrectVisitScreen() {
  const { id = '' } = usePageQuery();
  const query = useVisit(id);
  const visit = query.data;
  const { door, error } = useDoorRecord(visit?.doorId ?? '');
  if (visit && door) return <Correct visit={visit} door={door} />;
  const failure = query.error ?? (visit && error);
  return <Page title={TITLE}>{failure ? <ErrorState error={failure} /> : <Skeleton cards={3} />}</Page>;
}

/** All parts of the register on one page; what is sent is the difference and the reason for it. */
function Correct({ visit, door }: { visit: Schemas['VisitDetail']; door: DoorRecord }) {
  const [draft, setDraft] = useState<VisitDraft>(() => correctionDraft(visit));
  const [reason, setReason] = useState('');
  const { busy, error, run } = useAction();

  const changes = correctionChanges(visit, draft);
  const missing = validateDraft(draft);
  const complete = changes !== null && missing.length === 0 && reason.trim() !== '';
  const save = () =>
    run(async () => {
      if (!changes) return;
      await enqueue('visit.correct', {
        visitId: visit.id,
        baseVersion: visit.version,
        reason: reason.trim(),
        changes,
      });
      goBack();
    });

  const step = {
    door,
    draft,
    change: (patch: Partial<VisitDraft>) => setDraft((current) => ({ ...current, ...patch })),
  };
  const met = draft.outcome === 'met';
  return (
    <Page
      title={TITLE}
      foot={
        <Button id={TEST_IDS.finish} busy={busy} disabled={!complete} onTap={() => void save()}>
          保存修正
        </Button>
      }
    >
      <Card>
        <LongTextField
          first
          id={TEST_IDS.changeReason}
          label="为什么改（必填）"
          placeholder="例如 漏选了讲的内容"
          maxLength={200}
          value={reason}
          onChange={setReason}
        />
      </Card>
      <WhoStep {...step} />
      {met ? (
        <>
          <TaughtStep {...step} verdicts={[]} />
          <AppStep {...step} />
        </>
      ) : (
        <UnsuccessfulStep {...step} />
      )}
      <Card>
        <LongTextField first label="备注" value={draft.note} onChange={(note) => step.change({ note })} />
      </Card>
      {missing.map(({ field, sentence }) => (
        <Notice key={field} tone="late">
          {sentence}
        </Notice>
      ))}
      {error !== null && <Notice tone="late">{errorSentence(error)}</Notice>}
    </Page>
  );
}
