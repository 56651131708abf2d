import { aDoorPaper, anEntry } from '../../../test/builders';
import {
  countToSign,
  keptSignings,
  signedRows,
  signerOf,
  toSign,
  type MyLetter,
  type MyPapers,
} from './own-papers.rules';

const NOTICE = aDoorPaper();
const PLEDGE = aDoorPaper({ templateKey: 'pledge.resident', kind: 'pledge', title: '承诺书' });

function myPapers(fields: Partial<MyPapers> = {}): MyPapers {
  return { doorId: 'door', doorLabel: '3-07 王木生', villageId: 1, signers: [], owed: [], signed: [], ...fields };
}

function aLetter(fields: Partial<MyLetter> = {}): MyLetter {
  return {
    id: 'letter',
    roundId: 'round',
    title: '责任书',
    placeName: '台头村',
    position: '网格员',
    superiorName: '郑明平',
    term: null,
    dueOn: '2026-05-31',
    state: 'due',
    versionId: 'version',
    values: {
      place: '',
      issuer: '',
      station: '',
      stationPhone: '',
      superior: '',
      position: '',
      term: '',
    },
    signatureId: null,
    ...fields,
  };
}

function aSigned(id: string, signedAt: number): MyPapers['signed'][number] {
  return {
    id,
    templateKey: 'notice.resident',
    kind: 'notice',
    title: '告知书',
    signerName: '王木生',
    capacity: 'household',
    method: 'wechat',
    state: 'in_force',
    signedAt,
    receivedAt: signedAt,
  };
}

function ownSitting(papers: { letterId?: string }[], fields: { doorId?: string; state?: 'waiting' | 'sent' } = {}) {
  const { doorId, state = 'waiting' } = fields;
  const paper = { id: 'id', versionId: 'version', openedAt: 1, dwellMs: 1, reachedEnd: true, playedMs: 0 };
  return anEntry(
    'papers.sign_own',
    {
      doorId,
      papers: papers.map((each) => ({ ...paper, ...each })),
      signer: { name: '王木生', relation: 'head', capacity: 'household' },
      mark: 'drawn',
      signedAt: 1,
    },
    { id: `${state}-${doorId}-${papers.length}`, state },
  );
}

describe('what a person has to sign', () => {
  it('is what the household owes and has not signed', () => {
    const left = toSign(myPapers({ owed: [{ ...NOTICE, signed: true, signatureId: 's' }, PLEDGE] }), []);
    expect(left.papers).toEqual([PLEDGE]);
    expect(countToSign(left)).toBe(1);
  });

  it('is nothing for who has no household, or has no answer yet', () => {
    expect(toSign(myPapers({ doorId: null, owed: [NOTICE] })).papers).toEqual([]);
    expect(countToSign(toSign(undefined))).toBe(0);
  });

  it('has late letters first, then the nearest day; those that wait for somebody above apart', () => {
    const left = toSign(undefined, [
      aLetter({ id: 'later', dueOn: '2026-06-30' }),
      aLetter({ id: 'sooner' }),
      aLetter({ id: 'late', state: 'late', dueOn: '2026-07-01' }),
      aLetter({ id: 'above', state: 'waiting' }),
      aLetter({ id: 'done', state: 'signed' }),
    ]);
    expect(left.letters.map(({ id }) => id)).toEqual(['late', 'sooner', 'later']);
    expect(left.waiting.map(({ id }) => id)).toEqual(['above']);
  });

  it('leaves out what was signed on this phone and waits for a network', () => {
    const kept = keptSignings([ownSitting([{}, {}], { doorId: 'door' }), ownSitting([{ letterId: 'letter' }])]);
    const left = toSign(myPapers({ owed: [NOTICE, PLEDGE] }), [aLetter()], kept);
    expect(left).toMatchObject({ papers: [], letters: [], kept: 3 });
  });

  it('still asks when fewer were signed than are missing, or at another door', () => {
    const one = keptSignings([ownSitting([{}], { doorId: 'door' })]);
    expect(toSign(myPapers({ owed: [NOTICE, PLEDGE] }), [], one)).toMatchObject({ papers: [NOTICE, PLEDGE], kept: 1 });
    const elsewhere = keptSignings([ownSitting([{}, {}], { doorId: 'other' })]);
    expect(toSign(myPapers({ owed: [NOTICE, PLEDGE] }), [], elsewhere).papers).toHaveLength(2);
  });

  it('counts what the server already stored by the server alone', () => {
    const kept = keptSignings([ownSitting([{}], { doorId: 'door', state: 'sent' })]);
    expect(toSign(myPapers({ owed: [PLEDGE] }), [], kept).papers).toEqual([PLEDGE]);
  });
});

describe('who must sign', () => {
  const wife = { residentId: 'wife', name: '李桂花', relation: 'spouse', self: false } as const;
  it('is one person where the plan asks each of them, else anybody', () => {
    expect(signerOf(aDoorPaper({ residentId: 'wife' }), [wife])).toBe(wife);
    expect(signerOf(aDoorPaper(), [wife])).toBeUndefined();
    expect(signerOf(aDoorPaper({ residentId: 'gone' }), [wife])).toBeUndefined();
  });
});

describe('what was signed', () => {
  it('is one list, newest first: own, of the household, letters; each signature once', () => {
    const rows = signedRows(
      myPapers({
        signed: [aSigned('old', 1), aSigned('new', 9)],
        owed: [
          { ...NOTICE, signed: true, signatureId: 'new', signedAt: 9, signerName: '王木生' },
          { ...PLEDGE, signed: true, signatureId: 'hers', signedAt: 5, signerName: '李桂花' },
        ],
      }),
      [aLetter({ state: 'signed', signatureId: 'old' }), aLetter({ state: 'signed', signatureId: 'unknown' })],
    );
    expect(rows.map(({ signatureId }) => signatureId)).toEqual(['new', 'hers', 'old', 'unknown']);
    expect(rows.map(({ by }) => by)).toEqual([null, '李桂花', null, null]);
    expect(rows.map(({ state }) => state)).toEqual(['in_force', 'in_force', 'in_force', null]);
  });
});
