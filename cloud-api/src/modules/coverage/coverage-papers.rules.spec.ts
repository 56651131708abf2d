import { describe, expect, it } from '@jest/globals';
import type { DoorFacts } from '../doors/index.js';
import { DoorKind, type PlanDocument } from '../plans/index.js';
import { type DoorPaperFacts, noPaperFacts } from '../signatures/index.js';
import { toCounts } from './coverage.mapper.js';
import { CountDifferences, noCounts, progressOf } from './coverage.rules.js';

/** Households owe a 告知书, and a 承诺书 of each adult. */
const document = {
  rounds: [{ number: 1, name: '首次', from: '2026-01-10', until: '2026-02-15' }],
  audiences: [],
  counting: { doorKinds: [DoorKind.Household, DoorKind.IndividualBusiness], requires: [] },
  papers: [
    { template: 'notice.resident', doorKinds: [DoorKind.Household], signers: 'household', tag: null },
    { template: 'pledge.resident', doorKinds: [DoorKind.Household], signers: 'each_adult', tag: null },
  ],
} as unknown as PlanDocument;
const plan = { id: 'plan', document };
const door: DoorFacts = {
  id: 'd1',
  kind: DoorKind.Household,
  leafId: 7,
  path: '/1/7/',
  registeredAtDoor: false,
  exclusion: null,
  residents: [
    { id: 'r1', tags: [], birthMonth: '1988-07' },
    { id: 'r2', tags: [], birthMonth: '2015-03' },
  ],
};

describe('papers of a door', () => {
  const signed = (templateKey: string, more: object = {}) => ({
    signatureId: templateKey,
    templateKey,
    residentId: 'r1',
    signedOn: '2026-01-20',
    endedOn: null,
    ...more,
  });
  const papers = (facts: Partial<DoorPaperFacts>, of = door) => {
    const differences = new CountDifferences();
    const [first] = progressOf(of, [], { ...noPaperFacts, ...facts }, plan);
    differences.replace(undefined, first);
    const { noticeSigned, pledgeSigned, unsignedWhy } = first!;
    const counted = differences.changed().find(({ audience }) => audience === 'all')!.counts;
    return { noticeSigned, pledgeSigned, unsignedWhy, counted: toCounts(counted, true).papers };
  };
  const none = { refused: 0, away: 0, no_phone: 0, not_yet: 0 };

  it('are missing, nobody said why', () => {
    expect(papers({})).toEqual({
      noticeSigned: false,
      pledgeSigned: false,
      unsignedWhy: null,
      counted: { owed: 1, notice: 0, pledge: 0, both: 0, unsigned: { ...none, not_yet: 1 } },
    });
  });

  it('are signed, those of the grown-up one by one', () => {
    const all = [signed('notice.resident', { residentId: null }), signed('pledge.resident')];
    expect(papers({ signed: all })).toMatchObject({
      noticeSigned: true,
      pledgeSigned: true,
      counted: { owed: 1, notice: 1, pledge: 1, both: 1, unsigned: none },
    });
    expect(papers({ signed: [all[0]!, signed('pledge.resident', { residentId: 'r2' })] })).toMatchObject({
      noticeSigned: true,
      pledgeSigned: false,
      counted: { owed: 1, notice: 1, pledge: 0, both: 0, unsigned: { ...none, not_yet: 1 } },
    });
  });

  it.each([
    ['refused', { refused: 1 }],
    ['away', { away: 1 }],
    ['no_phone', { no_phone: 1 }],
    ['other', { not_yet: 1 }],
  ] as const)('are missing because of %s', (reason, unsigned) => {
    const declines = [{ at: 0, on: '2026-01-20', reason, templates: ['pledge.resident'] }];
    expect(papers({ declines })).toMatchObject({
      unsignedWhy: reason,
      counted: { owed: 1, both: 0, unsigned: { ...none, ...unsigned } },
    });
  });

  it.each([
    ['that owes none', { ...door, kind: DoorKind.IndividualBusiness }],
    ['that is excluded', { ...door, exclusion: 'vacant' }],
  ])('of a door %s are neither signed nor missing', (_, of) => {
    const declines = [{ at: 0, on: '2026-01-20', reason: 'refused' as const, templates: ['pledge.resident'] }];
    expect(papers({ declines }, of)).toEqual({
      noticeSigned: null,
      pledgeSigned: null,
      unsignedWhy: null,
      counted: { owed: 0, notice: 0, pledge: 0, both: 0, unsigned: none },
    });
  });

  it('are all signed where the only kind that is owed is', () => {
    const onlyPledge = { ...plan, document: { ...document, papers: document.papers.slice(1) } };
    const [first] = progressOf(door, [], { ...noPaperFacts, signed: [signed('pledge.resident')] }, onlyPledge);
    const differences = new CountDifferences();
    differences.replace(undefined, first);
    expect(differences.changed()[0]!.counts).toMatchObject({ papers_owed: 1, notice_signed: 0, both_signed: 1 });
  });

  it('are not spoken of where the plan asks for none', () => {
    expect(toCounts(noCounts(), false).papers).toBeNull();
  });
});
