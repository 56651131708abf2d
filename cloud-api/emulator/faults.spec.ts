import { describe, expect, it } from '@jest/globals';
import { Faults, usualFaults } from './faults.js';
import { Journal } from './journal.js';

describe('faults at a rate', () => {
  const taken = (faults: Faults, calls: number, path = '/a') =>
    Array.from({ length: calls }, () => faults.take(path)?.kind ?? '-').join(' ');

  it('strike every so-manieth call, each kind in turn, the same ones in every run', () => {
    const faults = new Faults();
    faults.planRate('/a', { every: 3 });
    const run = taken(faults, 12);
    expect(run).toBe('- - errcode - - http_status - - answer_lost - - errcode');
    faults.planRate('/a', { every: 3 });
    expect(taken(faults, 12)).toBe(run);
    expect(taken(faults, 3, '/b')).toBe('- - -');
  });

  it('are five of a hundred at one in twenty', () => {
    const faults = new Faults();
    faults.planRate('/a', { every: 20, faults: usualFaults });
    expect(Array.from({ length: 10_000 }, () => faults.take('/a')).filter(Boolean)).toHaveLength(500);
  });

  it('give way to what was planned, and end when they are told to', () => {
    const faults = new Faults();
    faults.planRate('/a', { every: 2, faults: [{ kind: 'not_json' }] });
    faults.plan('/a', { kind: 'hang' });
    expect(taken(faults, 4)).toBe('hang not_json - not_json');
    faults.planRate('/a', null);
    expect(taken(faults, 4)).toBe('- - - -');
  });

  it.each([[{ every: 0 }], [{ every: 1.5 }], [{ every: 2, faults: [] }]])('cannot be %j', (rate) => {
    expect(() => new Faults().planRate('/a', rate)).toThrow('a rate needs');
  });
});

it('the journal keeps the last so many, of all and of a path', () => {
  const journal = new Journal(100);
  for (let at = 0; at < 1_234; at += 1) {
    journal.record({ at, method: 'GET', path: at % 2 ? '/odd' : '/even', query: {}, body: {} });
  }
  expect(journal.entries().map(({ at }) => at)).toEqual(Array.from({ length: 100 }, (_, index) => 1_134 + index));
  expect(journal.entries('/odd')).toHaveLength(50);
  journal.clear();
  expect(journal.entries()).toEqual([]);
});
