import * as fc from 'fast-check';
import { byDoor, changesOf, doorToggled, inParts, joinedOf, toggled, type JoinEntry } from './joins.rules';

const entry: fc.Arbitrary<Omit<JoinEntry, 'residentId'>> = fc
  .record({ doorCode: fc.constantFrom('1-01', '1-02', '1-03'), joined: fc.boolean(), opened: fc.boolean() })
  .map(({ doorCode, joined, opened }) => ({
    doorCode,
    name: '某',
    joinedOn: joined || opened ? '2026-11-22' : null,
    proved: opened,
  }));
const roll = fc
  .array(entry, { maxLength: 12 })
  .map((entries) => entries.map((each, index): JoinEntry => ({ ...each, residentId: `${index}` })));

describe('ticking', () => {
  it('tells the server exactly what came to be otherwise', () => {
    fc.assert(
      fc.property(roll, fc.array(fc.nat(11)), (items, taps) => {
        const before = joinedOf(items);
        const ticked = taps.reduce<ReadonlySet<string>>((now, tap) => {
          const tapped = items[tap];
          return tapped ? toggled(now, tapped) : now;
        }, before);
        const { joined, left } = changesOf(items, ticked);
        const after = new Set([...before].filter((id) => !left.includes(id)).concat(joined));
        expect([...after].sort()).toEqual([...ticked].sort());
        expect(joined.some((id) => before.has(id)) || left.some((id) => !before.has(id))).toBe(false);
      }),
    );
  });

  it('never unticks who opened a card themselves, alone or with the whole door', () => {
    fc.assert(
      fc.property(roll, (items) => {
        const all = items.reduce<ReadonlySet<string>>((now, each) => toggled(now, each), joinedOf(items));
        const doors = byDoor(items);
        const none = [...doors, ...doors].reduce<ReadonlySet<string>>((now, door) => doorToggled(now, door), all);
        for (const { residentId } of items.filter(({ proved }) => proved)) {
          expect(all.has(residentId)).toBe(true);
          expect(none.has(residentId)).toBe(true);
        }
      }),
    );
  });

  it('ticks a whole door, then unticks it', () => {
    const person = (residentId: string) => ({ residentId, doorCode: '1', name: '某', joinedOn: null, proved: false });
    const [door] = byDoor([person('a'), person('b')]);
    const on = doorToggled(new Set(['a']), door!);
    expect([...on].sort()).toEqual(['a', 'b']);
    expect(doorToggled(on, door!).size).toBe(0);
  });
});

it('keeps every entry in its door', () => {
  fc.assert(
    fc.property(roll, (items) => {
      const doors = byDoor(items);
      expect(doors.flatMap(({ entries }) => entries)).toHaveLength(items.length);
      expect(doors.every(({ code, entries }) => entries.every(({ doorCode }) => doorCode === code))).toBe(true);
      expect(new Set(doors.map(({ code }) => code)).size).toBe(doors.length);
    }),
  );
});

it('sends no more at once than the server takes, and nothing twice', () => {
  const ids = fc.uniqueArray(fc.nat(1000).map(String), { maxLength: 25 });
  fc.assert(
    fc.property(ids, ids, (joined, left) => {
      const parts = inParts({ joined, left }, 10);
      expect(parts.flatMap((part) => part.joined)).toEqual(joined);
      expect(parts.flatMap((part) => part.left)).toEqual(left);
      expect(parts.every((part) => part.joined.length <= 10 && part.left.length <= 10)).toBe(true);
    }),
  );
});
