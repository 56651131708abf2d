import { useEffect } from 'react';
import { businessDate, clock } from '@/shared/clock';
import { fetchPapers, usePapers } from '@/shared/papers';
import { usePageQuery } from '@/shared/platform';
import { useSession } from '@/shared/session';
import { Button, Empty, ErrorState, Page, Skeleton, TEST_IDS, useAction } from '@/shared/ui';
import { MarkStep, PICTURE_CANVAS } from '../components/mark-step';
import { ReadStep } from '../components/read-step';
import { SignedStep } from '../components/signed-step';
import { WhoStep } from '../components/who-step';
import {
  useDoorSource,
  useHouseholdSource,
  useLetterSource,
  type SittingSource,
  type SourceResult,
} from '../sitting-source';
import { useSitting } from '../use-sitting';

const TITLE = '签文书';
const OWN_TITLE = '签名';

/** Papers are read one by one and signed once: before a worker, or on one's own phone. */
export function SittingScreen() {
  const { own, doorId = '', letterId } = usePageQuery();
  if (letterId) return <LetterSitting letterId={letterId} />;
  return own ? <HouseholdSitting doorId={doorId} /> : <DoorSitting doorId={doorId} />;
}

function DoorSitting({ doorId }: { doorId: string }) {
  return <Opened result={useDoorSource(doorId)} />;
}

function HouseholdSitting({ doorId }: { doorId: string }) {
  const { scene } = usePageQuery();
  return <Opened result={useHouseholdSource(doorId, scene)} />;
}

function LetterSitting({ letterId }: { letterId: string }) {
  const me = useSession((session) => session.me);
  return <Opened result={useLetterSource(letterId, me)} />;
}

function Opened({ result: { source, loading, error, retry } }: { result: SourceResult }) {
  if (source) return <Sitting source={source} />;
  return (
    <Page title={TITLE}>
      {loading ? (
        <Skeleton />
      ) : error ? (
        <ErrorState error={error} onRetry={retry} />
      ) : (
        <Empty mark="?" title="没有找到要签的文书">
          可能已经签过，或者不归这部手机签。
        </Empty>
      )}
    </Page>
  );
}

function Sitting({ source }: { source: SittingSource }) {
  const { visitId, template } = usePageQuery();
  const sitting = useSitting(source, { visitId, template, pictureCanvas: PICTURE_CANVAS });
  const me = useSession((session) => session.me);
  const { step, signer, papers, texts, at, agreed, owed } = sitting;
  const paper = papers[at];
  const text = texts[at];
  // One's own house number tells nobody anything.
  const title = source.own ? (step === 'read' && text?.title) || OWN_TITLE : `${source.label} · ${TITLE}`;

  if (step === 'who') {
    if (!source.letter && owed.some(({ templateKey }) => !source.version(templateKey)))
      return <NoTexts title={title} />;
    if (source.letter) return <Straight start={sitting.start} title={title} />;
    return (
      <WhoStep
        title={title}
        today={businessDate(clock.now())}
        own={source.own}
        signers={source.signers}
        draft={signer}
        change={sitting.setSigner}
        papers={owed}
        onNext={sitting.start}
      />
    );
  }
  if (step === 'read' && paper && text) {
    return (
      <ReadStep
        key={paper.id}
        title={title}
        papers={papers}
        paper={paper}
        text={text}
        agreed={agreed}
        log={sitting.logOf(paper)}
        onAgree={() => sitting.agree(paper)}
        onBack={sitting.back}
        onSkip={papers.length > 1 ? () => sitting.skip(paper) : undefined}
      />
    );
  }
  if (step === 'mark') {
    return (
      <MarkStep
        title={title}
        own={source.own}
        papers={papers}
        texts={texts}
        agreed={agreed}
        signer={signer}
        witness={me?.name ?? ''}
        ink={sitting.ink}
        onBack={sitting.back}
        onSign={sitting.sign}
      />
    );
  }
  if (step === 'signed') {
    return (
      <SignedStep
        key={sitting.sittingId}
        title={title}
        own={source.own}
        sittingId={sitting.sittingId}
        signerName={signer.name.trim()}
        papers={papers}
        skipped={sitting.skipped}
        left={source.owed.filter(({ signed }) => !signed).length - (source.own ? papers.length : 0)}
        visited={visitId !== undefined}
        doorId={source.doorId}
        onNextSigner={sitting.next}
      />
    );
  }
  return (
    <Page title={title}>
      <Skeleton />
    </Page>
  );
}

/** A 责任书 has one signer: there is nobody to choose. */
function Straight({ start, title }: { start(): void; title: string }) {
  useEffect(start, []);
  return (
    <Page title={title}>
      <Skeleton />
    </Page>
  );
}

/** The texts have not come to this phone yet. */
function NoTexts({ title }: { title: string }) {
  const ready = usePapers((papers) => papers.ready);
  const { busy, error, run } = useAction();
  return (
    <Page title={title}>
      {!ready ? (
        <Skeleton />
      ) : error !== null ? (
        <ErrorState error={error} onRetry={() => void run(fetchPapers)} />
      ) : (
        <Empty
          mark="?"
          title="文书还没下载到手机里"
          action={
            <Button id={TEST_IDS.retry} busy={busy} onTap={() => void run(fetchPapers)}>
              现在下载
            </Button>
          }
        >
          下载一次，以后没有网络也能签。
        </Empty>
      )}
    </Page>
  );
}
