import { useMemo, useRef, useState } from 'react';
import { clock } from '@/shared/clock';
import { newId } from '@/shared/ids';
import { enqueue } from '@/shared/outbox';
import { renderDocument } from '@/shared/papers';
import { deviceName, roughPositionIfAllowed, type Position } from '@/shared/platform';
import { Ink } from './ink';
import { pictureOf } from './ink-drawing';
import { ReadingLog } from './reading-log';
import {
  draftOf,
  methodOf,
  NOBODY,
  papersFor,
  sittingPayload,
  valuesAt,
  valuesOfLetter,
  type Mark,
  type OwedPaper,
  type PaperToSign,
  type SignerDraft,
} from './sitting.rules';
import type { SittingSource } from './sitting-source';

type SittingStep = 'who' | 'read' | 'mark' | 'signed';

interface SittingOptions {
  visitId?: string;
  template?: string;
  /** Where the picture of the signature is drawn. */
  pictureCanvas: string;
}

/** Who starts without being asked: whoever holds their own phone. */
function firstSigner({ own, signers }: SittingSource): SignerDraft {
  const self = own ? signers.find((signer) => signer.self) : undefined;
  return self ? draftOf(self, own) : NOBODY;
}

/** One sitting: one person reads one to six papers and signs them once. */
export function useSitting(source: SittingSource, { visitId, template, pictureCanvas }: SittingOptions) {
  const { letter } = source;
  const [step, setStep] = useState<SittingStep>('who');
  const [signer, setSigner] = useState<SignerDraft>(() => firstSigner(source));
  const [papers, setPapers] = useState<readonly PaperToSign[]>([]);
  const [at, setAt] = useState(0);
  const [agreed, setAgreed] = useState<ReadonlySet<string>>(new Set());
  const [skipped, setSkipped] = useState<readonly string[]>([]);
  const [sittingId, setSittingId] = useState(newId);
  const logs = useRef(new Map<string, ReadingLog>());
  const ink = useRef(new Ink());
  const position = useRef<Promise<Position | null>>();

  const owed = papersFor(source.owed, signer.residentId, template);
  const now = clock.now();
  const values = letter ? valuesOfLetter(letter, signer, now) : valuesAt(source.place, signer, now);
  const rendered = JSON.stringify(values);
  const texts = useMemo(
    () => papers.map(({ version }) => renderDocument(version.content, JSON.parse(rendered) as typeof values)),
    [papers, rendered],
  );

  const logOf = ({ id }: PaperToSign): ReadingLog => {
    const log = logs.current.get(id) ?? new ReadingLog();
    logs.current.set(id, log);
    return log;
  };
  const paperOf = ({ templateKey, residentId, signed, signatureId }: OwedPaper): PaperToSign[] => {
    const version = source.version(templateKey);
    const replaces = signed && signatureId ? signatureId : undefined;
    return version ? [{ id: newId(), version, residentId, replaces }] : [];
  };

  function start(): void {
    // In the background while the papers are read; it is asked for only where that was allowed before.
    position.current ??= roughPositionIfAllowed();
    const same =
      papers.length > 0 && papers.every(({ version }, index) => owed[index]?.templateKey === version.templateKey);
    // Who came back to look at the first step has read what they have read.
    if (!same) {
      const version = letter && source.version('');
      setPapers(
        version && letter ? [{ id: newId(), version, letterId: letter.id, residentId: null }] : owed.flatMap(paperOf),
      );
      setAgreed(new Set());
    }
    setAt(0);
    setStep('read');
  }

  function goOn(next: readonly PaperToSign[], index: number): void {
    if (index < next.length) setAt(index);
    else setStep('mark');
  }

  return {
    step,
    signer,
    setSigner,
    owed,
    papers,
    texts,
    at,
    agreed,
    skipped,
    sittingId,
    ink: ink.current,
    logOf,
    start,

    agree(paper: PaperToSign): void {
      setAgreed(new Set([...agreed, paper.id]));
      goOn(papers, at + 1);
    },

    skip(paper: PaperToSign): void {
      const rest = papers.filter(({ id }) => id !== paper.id);
      setSkipped([...skipped, paper.version.title]);
      setPapers(rest);
      goOn(rest, at);
    },

    back(): void {
      if (step === 'mark') {
        setStep('read');
        setAt(papers.length - 1);
      } else if (at > 0) setAt(at - 1);
      else setStep('who');
    },

    async sign(mark: Mark, photoIds: readonly string[]): Promise<void> {
      const signedAt = clock.deviceNow();
      const drawn = mark === 'drawn' && {
        strokes: ink.current.encoded(),
        image: await pictureOf(pictureCanvas, ink.current.strokes, ink.current.ratio),
      };
      const sitting = sittingPayload({
        papers: papers.map((paper) => ({ ...paper, reading: logOf(paper).reading(signedAt) })),
        signer: letter ? { ...signer, residentId: null } : signer,
        mark,
        ink: drawn || null,
        signedAt,
        issuerId: letter ? null : (source.place?.issuerId ?? null),
        location: (await position.current) ?? null,
        device: deviceName(),
      });
      const options = { id: sittingId, happenedAt: signedAt };
      const { doorId, scene } = source;
      if (source.own) {
        await enqueue('papers.sign_own', { ...sitting, ...(doorId && { doorId }), ...(scene && { scene }) }, options);
      } else {
        await enqueue(
          'papers.sign',
          {
            ...sitting,
            doorId: doorId ?? '',
            method: methodOf(mark),
            ...(photoIds.length > 0 && { photoIds: [...photoIds] }),
            ...(visitId && { visitId }),
          },
          options,
        );
      }
      setStep('signed');
    },

    /** Somebody else goes on at the same door: a sitting of their own. */
    next(): void {
      setSigner(NOBODY);
      setPapers([]);
      setAgreed(new Set());
      setSkipped([]);
      setSittingId(newId());
      logs.current = new Map();
      ink.current = new Ink();
      setStep('who');
    },
  };
}
