import * as fc from 'fast-check';
import { aDoorPaper, aPaperVersion } from '../../../test/builders';
import {
  inSigningOrder,
  isAdult,
  NOBODY,
  papersFor,
  signerOf,
  signerProblem,
  sittingPayload,
  Stopwatch,
  valuesAt,
  type PossibleSigner,
  type SignerDraft,
} from './sitting.rules';

const notice = aDoorPaper();
const finance = aDoorPaper({ templateKey: 'pledge.finance', kind: 'pledge', residentId: 'accountant' });
const done = aDoorPaper({ templateKey: 'pledge.resident', kind: 'pledge', signed: true, signatureId: 's' });
const head: SignerDraft = { ...NOBODY, residentId: 'r', name: ' 王木生 ', relation: 'head' };

describe('who signs', () => {
  it('stands with the head of the household first and the young last', () => {
    const signers: PossibleSigner[] = [
      { residentId: 'child', name: '王小军', relation: 'child', birthMonth: '2012-03' },
      { residentId: 'wife', name: '李梅', relation: 'spouse' },
      { residentId: 'head', name: '王木生', relation: 'head', birthMonth: '1960-01' },
    ];
    expect(inSigningOrder(signers, '2026-11-22').map(({ residentId }) => residentId)).toEqual([
      'head',
      'wife',
      'child',
    ]);
  });

  it('is grown up from the month after the eighteenth birthday', () => {
    expect(isAdult('2008-10', '2026-11-22')).toBe(true);
    expect(isAdult('2008-11', '2026-11-22')).toBe(false);
    expect(isAdult(null, '2026-11-22')).toBe(true);
  });

  it('must be named, and say for whom and why when it is for another', () => {
    expect(signerProblem(NOBODY)).toBe('先选谁来签。');
    expect(signerProblem({ ...head, relation: null })).toContain('关系');
    expect(signerProblem(head)).toBeNull();
    const proxy = { ...head, proxy: true };
    expect(signerProblem(proxy)).toContain('替谁');
    expect(signerProblem({ ...proxy, onBehalfOf: '王木生', proxyReason: '不识字' })).toContain('替自己');
    expect(signerProblem({ ...proxy, onBehalfOf: '李梅' })).toContain('为什么');
    expect(signerProblem({ ...proxy, onBehalfOf: '李梅', proxyReason: '不识字' })).toBeNull();
  });
});

describe('which papers', () => {
  it('are those of the household that are open, and those of the signer', () => {
    const owed = [notice, finance, done];
    expect(papersFor(owed, 'r')).toEqual([notice]);
    expect(papersFor(owed, 'accountant')).toEqual([notice, finance]);
  });

  it('may be one that is signed, when it is asked for by name', () => {
    expect(papersFor([notice, done], 'r', 'pledge.resident')).toEqual([done]);
  });
});

describe('what is sent', () => {
  const paper = { id: 'p', version: aPaperVersion(), residentId: null };
  const reading = { openedAt: 100, dwellMs: 5000.4, reachedEnd: true, playedMs: 0 };
  const sitting = {
    papers: [{ ...paper, reading }],
    signer: head,
    mark: 'drawn' as const,
    ink: { strokes: ['1,2,3'], image: 'png' },
    signedAt: 9000,
    issuerId: null,
    location: null,
    device: '',
  };

  it('leaves out what nobody filled in', () => {
    expect(sittingPayload(sitting)).toEqual({
      papers: [{ id: 'p', versionId: 'version', openedAt: 100, dwellMs: 5000, reachedEnd: true, playedMs: 0 }],
      signer: { residentId: 'r', name: '王木生', relation: 'head', capacity: 'household' },
      mark: 'drawn',
      ink: { strokes: ['1,2,3'], image: 'png' },
      signedAt: 9000,
    });
  });

  it('never says that a paper was opened after it was signed', () => {
    const back = { ...sitting, signedAt: 50 };
    expect(sittingPayload(back).papers[0]?.openedAt).toBe(50);
  });

  it('says for whom the signer signs', () => {
    const proxy = { ...head, proxy: true, onBehalfOf: '李梅', proxyReason: '不识字' };
    expect(signerOf(proxy, [paper])).toMatchObject({ capacity: 'proxy', onBehalfOf: '李梅', proxyReason: '不识字' });
    expect(signerOf(head, [{ ...paper, residentId: 'r' }]).capacity).toBe('self');
    expect(signerOf(head, [{ ...paper, letterId: 'l' }]).capacity).toBe('self');
    const campus = { ...paper, version: aPaperVersion({ templateKey: 'pledge.campus' }) };
    expect(signerOf(head, [campus]).capacity).toBe('guardian');
  });

  it('names the one for whom it is signed in the text', () => {
    const now = Date.parse('2026-11-22T03:00:00Z');
    expect(valuesAt(undefined, head, now)).toMatchObject({ name: '王木生', date: '2026年11月22日' });
    expect(valuesAt(undefined, { ...head, proxy: true, onBehalfOf: '李梅' }, now)).toMatchObject({ name: '李梅' });
  });
});

describe('the stopwatch', () => {
  it('counts only what lies between start and stop, and never backwards', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 1000 }))), (steps) => {
        const watch = new Stopwatch();
        let [now, running, expected] = [0, false, 0];
        for (const [start, passed] of steps) {
          now += passed;
          if (running) expected += passed;
          if (start) watch.start(now);
          else watch.stop(now);
          running = start;
        }
        expect(watch.elapsed(now)).toBe(expected);
        expect(watch.elapsed(now - 5000)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
