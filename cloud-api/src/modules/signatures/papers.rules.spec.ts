import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { kindOfTemplate } from '../documents/index.js';
import { DocumentKind, type PlanDocument, type PlanPaper, ResidentTag } from '../plans/index.js';
import {
  type DeclineFacts,
  type DoorPaperFacts,
  isAdult,
  noPaperFacts,
  type OwedPaper,
  owedPapers,
  owedToday,
  type PaperFacts,
  paperStanding,
  type PossibleSigner,
  settledBy,
} from './papers.rules.js';

const notice: PlanPaper = { template: 'notice.resident', doorKinds: ['household'], signers: 'household', tag: null };
const pledge: PlanPaper = { ...notice, template: 'pledge.resident' };
const finance: PlanPaper = {
  template: 'pledge.finance',
  doorKinds: ['enterprise'],
  signers: 'tagged',
  tag: ResidentTag.FinanceStaff,
};
const round = { from: '2026-03-01', until: '2026-03-31' };

const person = (id: string, birthMonth: string | null = '1980-01', ...tags: string[]): PossibleSigner => ({
  id,
  tags,
  birthMonth,
});
const household = { kind: 'household', residents: [person('old', '1950-06'), person('child', '2012-06')] };
const owed = (templateKey: string, residentId: string | null = null): OwedPaper => ({
  templateKey,
  kind: kindOfTemplate(templateKey),
  residentId,
});
const signature = (templateKey: string, signedOn: string, more: Partial<PaperFacts> = {}): PaperFacts => ({
  signatureId: `${templateKey} ${signedOn}`,
  templateKey,
  residentId: null,
  signedOn,
  endedOn: null,
  ...more,
});
const decline = (on: string, reason: DeclineFacts['reason'], ...templates: string[]): DeclineFacts => ({
  at: Date.parse(on),
  on,
  reason,
  templates: templates.length === 0 ? ['notice.resident', 'pledge.resident'] : templates,
});
const both = [owed('notice.resident'), owed('pledge.resident')];

describe('what a door owes', () => {
  it('is both papers once for a household, and nothing for a door of another kind', () => {
    expect(owedPapers(household, [notice, pledge, finance], '2026-03-01')).toEqual(both);
    expect(owedPapers({ ...household, kind: 'class' }, [notice, pledge, finance], '2026-03-01')).toEqual([]);
  });

  it('is one from each resident with the tag', () => {
    const residents = [person('boss'), person('a', null, 'finance_staff'), person('b', null, 'finance_staff')];
    expect(owedPapers({ kind: 'enterprise', residents }, [notice, finance], '2026-03-01')).toEqual([
      owed('pledge.finance', 'a'),
      owed('pledge.finance', 'b'),
    ]);
  });

  it('is one from each adult of the round’s first day', () => {
    const residents = [person('old', '1950-06'), person('unknown', null), person('turns 18 later', '2008-04')];
    const each = { ...notice, signers: 'each_adult' as const };
    const signers = (on: string) =>
      owedPapers({ ...household, residents }, [each], on).map(({ residentId }) => residentId);
    expect(signers('2026-04-30')).toEqual(['old', 'unknown']);
    expect(signers('2026-05-01')).toEqual(['old', 'unknown', 'turns 18 later']);
  });

  it.each([
    ['2008-03', '2026-03-31', false],
    ['2008-03', '2026-04-01', true],
    ['2008-12', '2026-12-31', false],
    ['2008-12', '2027-01-01', true],
    [null, '2026-01-01', true],
  ])('grown up: born %s, on %s: %s', (birthMonth, date, expected) => {
    expect(isAdult(birthMonth, date)).toBe(expected);
  });

  const plan = (regionPath: string, papers: PlanPaper[]) => ({
    regionPath,
    document: {
      papers,
      rounds: [{ number: 1, name: '首次', ...round }],
      counting: { doorKinds: ['household'], requires: [] },
    } as unknown as PlanDocument,
  });
  const door = { ...household, path: '/1/2/3/', exclusion: null };

  it('is told once for all plans that judge it', () => {
    const plans = [plan('/1/', [notice]), plan('/1/2/', [notice, pledge]), plan('/1/4/', [finance])];
    expect(owedToday(door, plans, '2026-03-10')).toEqual(both);
  });

  it('is nothing while it is excluded', () => {
    expect(owedToday({ ...door, exclusion: 'vacant' }, [plan('/1/', [notice])], '2026-03-10')).toEqual([]);
  });

  it('is nothing by a plan that does not count doors of its kind', () => {
    const papers = [{ ...notice, doorKinds: ['class' as const] }];
    expect(owedToday({ ...door, kind: 'class' }, [plan('/1/', papers)], '2026-03-10')).toEqual([]);
  });

  it('is each adult’s where one plan asks for that and another for the household’s', () => {
    const plans = [plan('/1/', [notice, pledge]), plan('/1/2/', [{ ...notice, signers: 'each_adult' as const }])];
    expect(owedToday(door, plans, '2026-03-10')).toEqual([owed('pledge.resident'), owed('notice.resident', 'old')]);
  });
});

describe('a signature', () => {
  it.each<[string, Partial<PaperFacts> & { signedOn: string }, boolean]>([
    ['of the round', { signedOn: '2026-03-10' }, true],
    ['of its last day', { signedOn: '2026-03-31' }, true],
    ['of a time before it', { signedOn: '2025-12-01' }, true],
    ['of a time after it', { signedOn: '2026-04-01' }, false],
    ['taken back within it', { signedOn: '2026-03-10', endedOn: '2026-03-31' }, false],
    ['taken back or replaced after it', { signedOn: '2026-03-10', endedOn: '2026-04-01' }, true],
  ])('%s', (_, facts, settles) => {
    const given = signature('notice.resident', facts.signedOn, facts);
    expect(settledBy(owed('notice.resident'), [given], round) !== undefined).toBe(settles);
  });

  it('that was taken back settles nothing of a round without an end', () => {
    const given = signature('notice.resident', '2026-03-10', { endedOn: '2026-09-01' });
    expect(settledBy(owed('notice.resident'), [given], { ...round, until: null })).toBeUndefined();
  });

  it('of one resident is not that of another, and any of them is the household’s', () => {
    const given = [signature('pledge.finance', '2026-03-02', { residentId: 'a' })];
    expect(settledBy(owed('pledge.finance', 'a'), given, round)).toBe(given[0]);
    expect(settledBy(owed('pledge.finance', 'b'), given, round)).toBeUndefined();
    expect(settledBy(owed('pledge.finance'), given, round)).toBe(given[0]);
  });
});

describe('how the papers of a door stand', () => {
  const standing = (signed: PaperFacts[], declines: DeclineFacts[] = []) =>
    paperStanding(both, { signed, declines }, round);

  it('says of each kind whether it is signed, and null where it is not owed', () => {
    expect(standing([])).toEqual({ noticeSigned: false, pledgeSigned: false, why: null });
    expect(standing([signature('notice.resident', '2026-03-02')])).toMatchObject({
      noticeSigned: true,
      pledgeSigned: false,
    });
    expect(paperStanding([], noPaperFacts, round)).toEqual({ noticeSigned: null, pledgeSigned: null, why: null });
    expect(paperStanding([owed('pledge.finance', 'a')], noPaperFacts, round)).toMatchObject({
      noticeSigned: null,
      pledgeSigned: false,
    });
  });

  it('wants every paper of a kind', () => {
    const papers = [owed('pledge.finance', 'a'), owed('pledge.finance', 'b')];
    const signed = [signature('pledge.finance', '2026-03-02', { residentId: 'a' })];
    expect(paperStanding(papers, { signed, declines: [] }, round).pledgeSigned).toBe(false);
  });

  it('says why, by the newest reason of the round that is about what is missing', () => {
    const signed = [signature('notice.resident', '2026-03-05')];
    const about = (...declines: DeclineFacts[]) => standing(signed, declines).why;
    expect(about(decline('2026-03-02', 'away'), decline('2026-03-05', 'refused', 'pledge.resident'))).toBe('refused');
    expect(about(decline('2026-03-02', 'away'))).toBe('away');
    expect(about(decline('2026-03-02', 'away'), decline('2026-03-03', 'no_phone', 'notice.resident'))).toBe('away');
    expect(about(decline('2026-02-28', 'refused'), decline('2026-04-01', 'refused'))).toBeNull();
  });

  it('forgets a reason once the paper was signed, also when that is taken back', () => {
    const signed = [
      signature('notice.resident', '2026-03-05'),
      signature('pledge.resident', '2026-03-05', { endedOn: '2026-03-09' }),
    ];
    expect(standing(signed, [decline('2026-03-02', 'refused')])).toMatchObject({ pledgeSigned: false, why: null });
    expect(standing(signed, [decline('2026-03-10', 'refused')])).toMatchObject({ pledgeSigned: false, why: 'refused' });
  });

  it('leaves 责任书 to their chains', () => {
    expect(
      paperStanding([owed('letter.village')], { signed: [], declines: [decline('2026-03-02', 'refused')] }, round),
    ).toEqual({ noticeSigned: null, pledgeSigned: null, why: null });
  });
});

const templates = ['notice.resident', 'pledge.resident', 'pledge.finance'];
const residents = fc.constantFrom('a', 'b', null);
const day = fc
  .integer({ min: 0, max: 89 })
  .map((days) => new Date(Date.UTC(2026, 1, 1 + days)).toISOString().slice(0, 10));
const signatures: fc.Arbitrary<PaperFacts> = fc
  .record({ template: fc.constantFrom(...templates), residentId: residents, days: fc.tuple(day, fc.option(day)) })
  .map(({ template, residentId, days: [one, other] }) => ({
    ...signature(template, other !== null && other < one ? other : one, { residentId }),
    endedOn: other === null || other === one ? null : other < one ? one : other,
  }));
const declines: fc.Arbitrary<DeclineFacts> = fc.record({
  at: fc.constant(0),
  on: day,
  reason: fc.constantFrom('refused' as const, 'away' as const, 'no_phone' as const, 'other' as const),
  templates: fc.uniqueArray(fc.constantFrom(...templates), { minLength: 1 }),
});
const facts: fc.Arbitrary<DoorPaperFacts> = fc
  .record({ signed: fc.array(signatures, { maxLength: 6 }), declines: fc.array(declines, { maxLength: 4 }) })
  .map(({ signed, declines: said }) => ({
    signed: signed.sort((a, b) => (a.signedOn < b.signedOn ? -1 : 1)),
    declines: said.sort((a, b) => (a.on < b.on ? -1 : 1)),
  }));
const owing = fc.uniqueArray(
  fc.tuple(fc.constantFrom(...templates), residents).map(([template, residentId]) => owed(template, residentId)),
  { maxLength: 5, selector: ({ templateKey, residentId }) => `${templateKey} ${residentId}` },
);
const rounds = fc.constantFrom(round, { from: '2026-02-10', until: null });

describe('always', () => {
  it('a reason is given only where something is missing, and a kind is told of only where it is owed', () => {
    fc.assert(
      fc.property(owing, facts, rounds, (papers, given, within) => {
        const { noticeSigned, pledgeSigned, why } = paperStanding(papers, given, within);
        if (why !== null) expect([noticeSigned, pledgeSigned]).toContain(false);
        expect(noticeSigned === null).toBe(!papers.some(({ kind }) => kind === DocumentKind.Notice));
        expect(pledgeSigned === null).toBe(!papers.some(({ kind }) => kind === DocumentKind.Pledge));
      }),
    );
  });

  it('one more signature in force opens nothing that was settled', () => {
    fc.assert(
      fc.property(owing, facts, rounds, signatures, (papers, given, within, more) => {
        const before = paperStanding(papers, given, within);
        const after = paperStanding(papers, { ...given, signed: [...given.signed, more] }, within);
        if (before.noticeSigned) expect(after.noticeSigned).toBe(true);
        if (before.pledgeSigned) expect(after.pledgeSigned).toBe(true);
      }),
    );
  });

  it('what is said changes nothing of what is signed', () => {
    fc.assert(
      fc.property(owing, facts, rounds, (papers, given, within) => {
        const { why: _why, ...silent } = paperStanding(papers, { ...given, declines: [] }, within);
        expect(paperStanding(papers, given, within)).toMatchObject(silent);
      }),
    );
  });

  it('a round that is over stays as it is, whatever is signed, replaced or taken back later', () => {
    fc.assert(
      fc.property(owing, facts, day, (papers, given, today) => {
        fc.pre(today > round.until);
        const undone = given.signed.map((each) => ({ ...each, endedOn: each.endedOn ?? today }));
        const anew = given.signed.map((each) => ({ ...each, signatureId: 'new', signedOn: today, endedOn: null }));
        const later = { ...given, signed: [...undone, ...anew] };
        const { why: _before, ...before } = paperStanding(papers, given, round);
        expect(paperStanding(papers, later, round)).toMatchObject(before);
      }),
    );
  });

  it('all is settled exactly when each paper is settled by a signature of its own kind and person', () => {
    fc.assert(
      fc.property(owing, facts, rounds, (papers, given, within) => {
        const { noticeSigned, pledgeSigned } = paperStanding(papers, given, within);
        const isAll = noticeSigned !== false && pledgeSigned !== false;
        expect(isAll).toBe(papers.every((paper) => settledBy(paper, given.signed, within) !== undefined));
      }),
    );
  });
});
