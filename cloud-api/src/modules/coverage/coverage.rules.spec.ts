import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DoorFacts } from '../doors/index.js';
import { DoorKind, type PlanDocument, ResidentTag, VisitOutcome } from '../plans/index.js';
import { DeclineReason, type DoorPaperFacts, noPaperFacts } from '../signatures/index.js';
import type { VisitFacts } from '../visits/index.js';
import { toCounts } from './coverage.mapper.js';
import {
  CountDifferences,
  countColumns,
  decodeShares,
  type DoorProgress,
  encodeShares,
  noCounts,
  progressOf,
} from './coverage.rules.js';

const document: PlanDocument = {
  schemaVersion: 1,
  key: 'test',
  name: '测试方案',
  source: 'test',
  place: { name: '测试', code: '341823' },
  window: { startsOn: '2026-01-10', endsOn: '2026-03-31' },
  rounds: [
    { number: 1, name: '首次', from: '2026-01-10', until: '2026-02-15' },
    { number: 2, name: '第二轮', from: '2026-02-16', until: null },
  ],
  milestones: [],
  audiences: [
    { key: 'shops', name: '个体工商户', unit: 'door', match: { doorKind: DoorKind.IndividualBusiness } },
    { key: 'returnee', name: '返乡', unit: 'person', match: { tag: ResidentTag.Returnee } },
    { key: 'elderly', name: '老人', unit: 'person', match: { tag: ResidentTag.Elderly } },
  ],
  counting: {
    doorKinds: [DoorKind.Household, DoorKind.IndividualBusiness],
    requires: ['face_to_face', 'topic_taught', 'trained_visitor', 'resident_present'],
  },
  papers: [
    { template: 'notice.resident', doorKinds: [DoorKind.Household], signers: 'household', tag: null },
    { template: 'pledge.resident', doorKinds: [DoorKind.Household], signers: 'each_adult', tag: null },
  ],
  chains: [],
  cascade: null,
  readings: [],
};
const plan = { id: 'plan', document };

const residentIds = ['r1', 'r2', 'r3'];
const doorArbitrary: fc.Arbitrary<DoorFacts> = fc.record({
  id: fc.constantFrom('d1', 'd2', 'd3'),
  kind: fc.constantFrom(DoorKind.Household, DoorKind.IndividualBusiness, DoorKind.Class),
  leafId: fc.constantFrom(7, 8),
  path: fc.constant('/1/7/'),
  registeredAtDoor: fc.boolean(),
  exclusion: fc.constantFrom(null, null, null, 'vacant', 'separated'),
  residents: fc.array(
    fc.record({
      id: fc.constantFrom(...residentIds),
      tags: fc.uniqueArray(fc.constantFrom(ResidentTag.Returnee, ResidentTag.Elderly), { maxLength: 2 }),
      birthMonth: fc.constantFrom(null, '1955-03', '2015-03'),
    }),
    { maxLength: 3 },
  ),
});

const visitArbitrary: fc.Arbitrary<VisitFacts> = fc
  .record({
    id: fc.uuid(),
    doorId: fc.constant('d1'),
    startedAt: fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2026-04-15') }),
    outcome: fc.constantFrom(...Object.values(VisitOutcome)),
    faceToFace: fc.boolean(),
    topics: fc.integer({ min: 0, max: 2 }),
    presentResidentIds: fc.uniqueArray(fc.constantFrom(...residentIds)),
    presentOthers: fc.integer({ min: 0, max: 1 }),
    nextAttemptOn: fc.constantFrom(null, '2026-02-01'),
    visitorTrained: fc.boolean(),
  })
  .map((visit) => ({ ...visit, date: new Date(visit.startedAt + 8 * 3_600_000).toISOString().slice(0, 10) }));

const papersArbitrary: fc.Arbitrary<DoorPaperFacts> = fc.record({
  signed: fc.array(
    fc.record({
      signatureId: fc.uuid(),
      templateKey: fc.constantFrom('notice.resident', 'pledge.resident'),
      residentId: fc.constantFrom(null, ...residentIds),
      signedOn: fc.constantFrom('2026-01-05', '2026-01-20', '2026-03-01'),
      endedOn: fc.constantFrom(null, null, '2026-03-02'),
    }),
    { maxLength: 5 },
  ),
  declines: fc.array(
    fc.record({
      at: fc.constant(0),
      on: fc.constantFrom('2026-01-21', '2026-03-05'),
      reason: fc.constantFrom(...Object.values(DeclineReason)),
      templates: fc.constantFrom(['notice.resident'], ['notice.resident', 'pledge.resident']),
    }),
    { maxLength: 2 },
  ),
});

const visitsArbitrary = fc
  .array(visitArbitrary, { maxLength: 6 })
  .map((visits) => visits.sort((a, b) => a.startedAt - b.startedAt));

const door: DoorFacts = {
  id: 'd1',
  kind: DoorKind.Household,
  leafId: 7,
  path: '/1/7/',
  registeredAtDoor: false,
  exclusion: null,
  residents: [
    { id: 'r1', tags: [ResidentTag.Returnee], birthMonth: '1988-07' },
    { id: 'r2', tags: [], birthMonth: '2015-03' },
  ],
};
const met: VisitFacts = {
  id: 'v1',
  doorId: 'd1',
  startedAt: Date.parse('2026-01-20T02:00:00Z'),
  date: '2026-01-20',
  outcome: VisitOutcome.Met,
  faceToFace: true,
  topics: 1,
  presentResidentIds: ['r1'],
  presentOthers: 0,
  nextAttemptOn: null,
  visitorTrained: true,
};

describe('progress of a door', () => {
  it('is covered by a visit that meets every requirement, with the persons who were taught', () => {
    const [first, second] = progressOf(door, [met], noPaperFacts, plan);
    expect(first).toMatchObject({ state: 'covered', why: null, attempts: 1, coveredAt: met.startedAt });
    expect(first!.audiences).toEqual([
      { key: 'all', persons: 0, personsCovered: 0 },
      { key: 'returnee', persons: 1, personsCovered: 1 },
    ]);
    expect(second).toMatchObject({ state: 'never', why: 'never_visited', attempts: 0 });
  });

  it.each([
    [{ faceToFace: false }, 'not_face_to_face'],
    [{ topics: 0 }, 'no_topic'],
    [{ visitorTrained: false }, 'visitor_untrained'],
    [{ presentResidentIds: [] }, 'no_resident_present'],
  ])('says why %j does not count', (change, why) => {
    expect(progressOf(door, [{ ...met, ...change }], noPaperFacts, plan)[0]).toMatchObject({
      state: 'not_counting',
      why,
      coveredAt: null,
    });
  });

  it('explains an open door by its last attempt and keeps the next date', () => {
    const nobody = { ...met, outcome: VisitOutcome.Nobody, nextAttemptOn: '2026-01-25' };
    expect(progressOf(door, [nobody], noPaperFacts, plan)[0]).toMatchObject({
      state: 'nobody',
      why: 'nobody_home',
      nextAttemptOn: '2026-01-25',
    });
  });

  it('stays covered when somebody comes again in vain, and forgets the next date', () => {
    const later = { ...met, startedAt: met.startedAt + 1, outcome: VisitOutcome.Refused, nextAttemptOn: '2026-01-25' };
    expect(progressOf(door, [met, later], noPaperFacts, plan)[0]).toMatchObject({
      state: 'covered',
      attempts: 2,
      nextAttemptOn: null,
    });
  });

  it('counts nothing for a kind of door the plan does not ask for', () => {
    expect(progressOf({ ...door, kind: DoorKind.Class }, [met], noPaperFacts, plan)).toEqual([]);
  });

  it('an approved exclusion stands above visits', () => {
    expect(progressOf({ ...door, exclusion: 'vacant' }, [met], noPaperFacts, plan)[0]).toMatchObject({
      state: 'excluded',
      why: 'excluded_vacant',
    });
  });

  it('is covered exactly when some visit in the round meets all requirements', () => {
    fc.assert(
      fc.property(doorArbitrary, visitsArbitrary, (anyDoor, visits) => {
        for (const progress of progressOf(anyDoor, visits, noPaperFacts, plan)) {
          const round = document.rounds[progress.round - 1]!;
          const should = visits.some(
            (visit) =>
              visit.date >= round.from &&
              (round.until === null || visit.date <= round.until) &&
              visit.outcome === 'met' &&
              visit.faceToFace &&
              visit.topics > 0 &&
              visit.visitorTrained &&
              visit.presentResidentIds.length + visit.presentOthers > 0,
          );
          expect(progress.state === 'covered').toBe(should && anyDoor.exclusion === null);
          expect(progress.coveredAt !== null).toBe(should);
        }
      }),
    );
  });

  it('does not depend on the order in which visits arrive', () => {
    fc.assert(
      fc.property(doorArbitrary, fc.array(visitArbitrary, { maxLength: 5 }), (anyDoor, visits) => {
        const inOrder = (list: VisitFacts[]) =>
          [...list].sort((a, b) => a.startedAt - b.startedAt || (a.id < b.id ? -1 : 1));
        expect(progressOf(anyDoor, inOrder(visits), noPaperFacts, plan)).toEqual(
          progressOf(anyDoor, inOrder([...visits].reverse()), noPaperFacts, plan),
        );
      }),
    );
  });
});

describe('differences', () => {
  it('sum to what a fresh count of the last state says, whatever happened in between', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(doorArbitrary, visitsArbitrary, papersArbitrary), { maxLength: 12 }), (history) => {
        const incremental = new CountDifferences();
        const standing = new Map<string, DoorProgress>();
        for (const [anyDoor, visits, papers] of history) {
          const next = new Map(
            progressOf(anyDoor, visits, papers, plan).map((row) => [`${row.doorId} ${row.round}`, row]),
          );
          for (const round of document.rounds) {
            const key = `${anyDoor.id} ${round.number}`;
            incremental.replace(standing.get(key), next.get(key));
            if (next.has(key)) standing.set(key, next.get(key)!);
            else standing.delete(key);
          }
        }
        const fresh = new CountDifferences();
        for (const progress of standing.values()) fresh.replace(undefined, progress);
        expect(incremental.changed()).toEqual(fresh.changed());
      }),
    );
  });

  it('keep the total equal to the covered and the open doors', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(doorArbitrary, visitsArbitrary, papersArbitrary), { maxLength: 10 }), (doors) => {
        const differences = new CountDifferences();
        for (const [anyDoor, visits, papers] of doors)
          for (const progress of progressOf(anyDoor, visits, papers, plan)) differences.replace(undefined, progress);
        for (const { counts } of differences.changed()) {
          const { covered, never, nobody, refused, away, not_counting, newly_registered } = counts;
          expect(counts.total).toBe(covered + never + nobody + refused + away + not_counting + newly_registered);
          expect(counts.persons_covered).toBeLessThanOrEqual(counts.persons_total);
          const { owed, notice, pledge, both, unsigned } = toCounts(counts, true).papers!;
          expect(owed).toBe(both + unsigned.refused + unsigned.away + unsigned.no_phone + unsigned.not_yet);
          expect(owed).toBeLessThanOrEqual(counts.total);
          expect(both).toBeLessThanOrEqual(owed);
          expect(Math.max(notice, pledge)).toBeLessThanOrEqual(owed);
          expect(unsigned.not_yet).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it('move a door from one leaf to another', () => {
    const differences = new CountDifferences();
    const [before] = progressOf(door, [met], noPaperFacts, plan);
    differences.replace(before, { ...before!, leafId: 8 });
    const all = differences.changed().filter(({ audience }) => audience === 'all');
    expect(all.map(({ leafId, counts }) => [leafId, counts.total, counts.covered])).toEqual([
      [7, -1, -1],
      [8, 1, 1],
    ]);
  });
});

describe('audience shares', () => {
  it('survive being stored', () => {
    const share = fc.record({
      key: fc.stringMatching(/^[a-z_]{1,20}$/),
      persons: fc.integer({ min: 0, max: 50 }),
    });
    fc.assert(
      fc.property(fc.array(share, { minLength: 1, maxLength: 10 }), (drawn) => {
        const shares = drawn.map(({ key, persons }) => ({ key, persons, personsCovered: Math.floor(persons / 2) }));
        expect(decodeShares(encodeShares(shares))).toEqual(shares);
      }),
    );
  });

  it('have a column for every count', () => {
    expect(Object.keys(noCounts())).toEqual([...countColumns]);
  });
});
