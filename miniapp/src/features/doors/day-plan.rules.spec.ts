import * as fc from 'fast-check';
import { aDoor, aProgress } from '../../../test/builders';
import { dayPlan, distanceBetween } from './day-plan.rules';
import type { DoorState, LocalDoor } from './door.rules';

const now = Date.parse('2026-11-21T02:00:00Z');

function door(id: string, state: DoorState, fields: Partial<LocalDoor> = {}): LocalDoor {
  return { ...aDoor({ id, progress: [aProgress({ state })] }), pending: 'none', ...fields };
}
const order = (doors: LocalDoor[], location: { latitude: number; longitude: number } | null = null) =>
  dayPlan(doors, now, location).items.map((item) => [item.door.id, item.reason]);

describe('dayPlan', () => {
  it('puts unvisited doors first, then retries whose day has come, then those of later days', () => {
    const doors = [
      door('later', 'nobody', { nextAttemptOn: '2026-11-25' }),
      door('soon', 'away', { nextAttemptOn: '2026-11-22' }),
      door('due', 'refused', { nextAttemptOn: '2026-11-21' }),
      door('dateless', 'nobody', { code: '2' }),
      door('taught', 'not_counting', { code: '3' }),
      door('new', 'newly_registered', { code: '5' }),
      door('never', 'never', { code: '9' }),
      door('covered', 'covered'),
    ];
    expect(order(doors)).toEqual([
      ['never', 'never_visited'],
      ['new', 'newly_registered'],
      ['taught', 'not_counting'],
      ['due', 'retry_due'],
      ['dateless', 'retry_due'],
      ['soon', 'retry_later'],
      ['later', 'retry_later'],
    ]);
  });

  it('goes to the nearer door first when places are known', () => {
    const here = { latitude: 35.5, longitude: 112.6 };
    const doors = [
      door('unknown', 'never', { code: '1' }),
      door('far', 'never', { geo: { latitude: 35.6, longitude: 112.6 } }),
      door('near', 'never', { geo: { latitude: 35.501, longitude: 112.6 } }),
      door('nearest retry', 'nobody', { geo: here }),
    ];
    expect(order(doors, here).map(([id]) => id)).toEqual(['near', 'far', 'unknown', 'nearest retry']);
    expect(dayPlan(doors, now, here).items[0]?.distance).toBe(111);
  });

  it('leaves out excluded doors altogether', () => {
    const doors = [door('a', 'excluded'), door('b', 'never', { status: 'excluded' }), door('c', 'never')];
    expect(dayPlan(doors, now, null)).toMatchObject({ total: 1, remaining: 1, met: 0, retry: 0 });
  });

  it('never loses a door: met + open = total, whatever the doors', () => {
    const states = ['covered', 'never', 'nobody', 'refused', 'away', 'not_counting', 'newly_registered'] as const;
    const anyDoor = fc.record({
      state: fc.constantFrom<DoorState>(...states),
      nextAttemptOn: fc.option(fc.constantFrom('2026-11-01', '2026-11-21', '2026-12-01')),
      geo: fc.option(
        fc.record({ latitude: fc.integer({ min: 30, max: 40 }), longitude: fc.integer({ min: 100, max: 120 }) }),
      ),
    });
    fc.assert(
      fc.property(fc.array(anyDoor), fc.boolean(), (facts, isLocated) => {
        const doors = facts.map(({ state, ...fields }, index) => door(`${index}`, state, fields));
        const plan = dayPlan(doors, now, isLocated ? { latitude: 35, longitude: 110 } : null);
        expect(plan.met + plan.items.length).toBe(plan.total);
        expect(plan.remaining).toBe(plan.items.length);
        const again = dayPlan([...doors].reverse(), now, isLocated ? { latitude: 35, longitude: 110 } : null);
        expect(again.items.map(({ reason }) => reason)).toEqual(plan.items.map(({ reason }) => reason));
      }),
    );
  });
});

describe('distanceBetween', () => {
  it('is right within a few metres', () => {
    const [a, b] = [
      { latitude: 31.2304, longitude: 121.4737 },
      { latitude: 31.2397, longitude: 121.4998 },
    ];
    expect(distanceBetween(a, b)).toBeGreaterThan(2680);
    expect(distanceBetween(a, b)).toBeLessThan(2700);
    expect(distanceBetween(a, a)).toBe(0);
  });
});
