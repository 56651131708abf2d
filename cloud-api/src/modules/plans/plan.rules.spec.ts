import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, daysBetween } from '../../common/clock/index.js';
import type { PlanChain, PlanDocument, PlanRound } from './plan.document.js';
import { documentErrors, endedOn, roundOn, spansOverlap, startedOn } from './plan.rules.js';

const epoch = '2021-01-01';
const date = fc.integer({ min: 0, max: 3000 }).map((days) => addDays(epoch, days));

/** Rounds as lengths and gaps in days, so that they are apart by construction; the last one may be open-ended. */
const validDocument: fc.Arbitrary<PlanDocument> = fc
  .record({
    startsOn: date,
    length: fc.option(fc.integer({ min: 0, max: 400 })),
    rounds: fc.array(fc.record({ gap: fc.nat(20), days: fc.integer({ min: 1, max: 90 }) }), {
      minLength: 1,
      maxLength: 6,
    }),
    open: fc.boolean(),
    milestone: fc.nat(400),
  })
  .map(({ startsOn, length, rounds, open, milestone }) => {
    let next = startsOn;
    const laid = rounds.map(({ gap, days }, index): PlanRound => {
      const from = addDays(next, gap);
      next = addDays(from, days);
      const isOpen = open && index === rounds.length - 1;
      return { number: index + 1, name: `第${index + 1}轮`, from, until: isOpen ? null : addDays(next, -1) };
    });
    const due = addDays(startsOn, length === null ? milestone : Math.min(milestone, length));
    return {
      schemaVersion: 1,
      key: 'any',
      name: '方案',
      source: '文件',
      place: { name: '某县', code: '341823' },
      window: { startsOn, endsOn: length === null ? null : addDays(startsOn, length) },
      rounds: laid,
      milestones: [{ key: 'due', name: '节点', due, source: 'S2.1' }],
      audiences: [],
      counting: { doorKinds: ['household'], requires: [] },
      papers: [],
      chains: [chain('dated', due), chain('undated', null)],
      cascade: null,
      readings: [],
    };
  });

function chain(key: string, due: string | null): PlanChain {
  const levels = ['村干部', '网格长'].map((name) => ({ name, role: null }));
  return {
    key,
    name: '责任书',
    place: 'village',
    template: 'letter.village',
    levels,
    due,
    everyTerm: false,
    source: 'S3.4',
  };
}

describe('a plan started on another date', () => {
  it('keeps its shape and every distance between its dates', () => {
    fc.assert(
      fc.property(validDocument, date, (document, startsOn) => {
        const started = startedOn(document, startsOn);
        const days = daysBetween(document.window.startsOn, startsOn);
        expect(documentErrors(started)).toEqual([]);
        expect(started.window.startsOn).toBe(startsOn);
        expect(daysBetween(document.milestones[0]!.due, started.milestones[0]!.due)).toBe(days);
        expect(daysBetween(document.chains[0]!.due!, started.chains[0]!.due!)).toBe(days);
        expect(started.chains[1]!.due).toBeNull();
        started.rounds.forEach((round, index) => {
          expect(daysBetween(document.rounds[index]!.from, round.from)).toBe(days);
          expect(round.until === null).toBe(document.rounds[index]!.until === null);
        });
        expect(startedOn(started, document.window.startsOn)).toEqual(document);
      }),
    );
  });

  it('asks of a date what the original asks of the date it came from', () => {
    fc.assert(
      fc.property(validDocument, date, date, (document, startsOn, day) => {
        const days = daysBetween(document.window.startsOn, startsOn);
        expect(roundOn(startedOn(document, startsOn), addDays(day, days))?.number).toBe(roundOn(document, day)?.number);
      }),
    );
  });
});

describe('the round of a date', () => {
  it('is the only one that holds it', () => {
    fc.assert(
      fc.property(validDocument, date, (document, day) => {
        const holding = document.rounds.filter(({ from, until }) => day >= from && day <= (until ?? '9999-12-31'));
        expect(holding.length).toBeLessThanOrEqual(1);
        expect(roundOn(document, day)).toEqual(holding[0] ?? null);
      }),
    );
  });

  it('includes the first and the last day', () => {
    fc.assert(
      fc.property(validDocument, (document) => {
        for (const round of document.rounds) {
          expect(roundOn(document, round.from)).toEqual(round);
          if (round.until) expect(roundOn(document, round.until)).toEqual(round);
        }
        expect(roundOn(document, addDays(document.window.startsOn, -1))).toBeNull();
      }),
    );
  });
});

describe('a plan that ends', () => {
  it('judges the days until then as before, and none after', () => {
    fc.assert(
      fc.property(validDocument, date, date, (document, endsOn, day) => {
        const ended = endedOn(document, endsOn);
        if (ended === null) {
          expect(document.rounds.every(({ from }) => from > endsOn)).toBe(true);
          return;
        }
        expect(documentErrors(ended)).toEqual([]);
        const [dated, undated] = document.chains;
        expect(ended.chains).toEqual([{ ...dated, due: dated!.due! > endsOn ? endsOn : dated!.due }, undated]);
        expect(roundOn(ended, day)?.number).toBe(day > endsOn ? undefined : roundOn(document, day)?.number);
      }),
    );
  });
});

describe('two runs of one plan', () => {
  it('overlap when a day lies in both', () => {
    fc.assert(
      fc.property(validDocument, validDocument, (one, other) => {
        const last = ({ rounds }: PlanDocument) => rounds.at(-1)!.until ?? '9999-12-31';
        const from = one.window.startsOn > other.window.startsOn ? one.window.startsOn : other.window.startsOn;
        const until = last(one) < last(other) ? last(one) : last(other);
        expect(spansOverlap(one, other)).toBe(from <= until);
        expect(spansOverlap(other, one)).toBe(from <= until);
      }),
    );
  });
});
