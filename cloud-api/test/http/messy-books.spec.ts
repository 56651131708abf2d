import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { messyBook, newerBook } from '../fixtures/books/messy-book.js';
import type { TrueHousehold } from '../fixtures/books/book-truth.js';
import { Cipher } from '../../src/common/crypto/index.js';
import { createTestApp, type TestApp } from '../harness/app.js';
import type { Json, TestClient } from '../harness/client.js';
import { TestPhone } from '../harness/commands.js';
import { OfficeImport } from '../harness/office-import.js';
import { buildWorld, type World } from '../harness/world.js';

let test: TestApp;
let world: World;
let office: TestClient;

const households = 500;

beforeAll(async () => {
  test = await createTestApp();
  world = await buildWorld(test);
  office = await test.as(world.people.townshipOffice);
});
afterAll(() => test.close());

const options = () => ({
  villages: [world.villageA, world.villageB].map(({ name }) => ({
    name,
    grids: ['第一网格', '第二网格'],
    groups: ['第三村民组'],
  })),
  today: test.clock.today(),
  households,
});

interface Stored {
  id: string;
  village: string;
  grid: string;
  code: string;
  name: string;
  address: string;
  childrenUnder14: number;
  members: { name: string; relation: string; birthMonth: string | null; phone: string | null }[];
}

/** Everything that stands at the doors of the two villages, phones opened. */
async function storedHouseholds(): Promise<Stored[]> {
  const cipher = test.app.get(Cipher);
  const rows = await test.database.query<Record<string, string | number | null>>(
    `SELECT d.id, v.name AS village, g.name AS grid, d.code, d.name, d.address, d.children_under14 AS children, r.name AS member,
            r.relation, r.birth_month AS birthMonth, r.phone_cipher AS phone
       FROM doors d JOIN regions g ON g.id = d.grid_id JOIN regions v ON v.id = g.parent_id
       LEFT JOIN residents r ON r.door_id = d.id
      WHERE v.id IN (?, ?) ORDER BY d.id, r.position`,
    [world.villageA.id, world.villageB.id],
  );
  const doors = new Map<string, Stored>();
  for (const row of rows) {
    const { id, village, grid, code, name, address } = row as Record<string, string>;
    const door = doors.get(id!) ?? {
      ...({ id, village, grid, code, name, address } as Omit<Stored, 'members' | 'childrenUnder14'>),
      childrenUnder14: Number(row.children),
      members: [],
    };
    if (row.member !== null) {
      const phone = row.phone === null ? null : cipher.decrypt(row.phone as string);
      const { member, relation, birthMonth } = row as Record<string, string>;
      door.members.push({ name: member!, relation: relation!, birthMonth: birthMonth!, phone });
    }
    doors.set(id!, door);
  }
  return [...doors.values()];
}

/** What a door must be after the import, as the truth of the book says. */
function expected({ village, grid, code, name, address, childrenUnder14, members }: TrueHousehold) {
  return {
    village,
    grid,
    code,
    name,
    address,
    childrenUnder14,
    members: members.map((member) => ({
      name: member.name,
      relation: member.relation,
      birthMonth: member.birthMonth,
      phone: member.phone,
    })),
  };
}

function findIn(stored: readonly Stored[], household: TrueHousehold): Stored | undefined {
  return stored.find(
    (door) =>
      door.village === household.village &&
      (household.code === ''
        ? door.address === household.address && door.name === household.name
        : door.code === household.code),
  );
}

/** Households of the truth that are not at the doors as they should be. */
function wrong(stored: readonly Stored[], truths: readonly TrueHousehold[]): unknown[] {
  return truths.flatMap((household): unknown[] => {
    const door = findIn(stored, household);
    if (!door) return [{ missing: household.code || household.address }];
    const { id: _id, ...is } = door;
    const should = expected(household);
    return JSON.stringify(is) === JSON.stringify(should) ? [] : [{ is, should }];
  });
}

const sound = ({ troubles }: TrueHousehold) => !troubles.some(({ stops }) => stops);

describe('a book as messy as life', () => {
  it('comes in as what it means, and every row that must be mended is named', async () => {
    const { xlsx, truth } = await messyBook(options());
    const bad = truth.households.filter((household) => !sound(household));
    const book = await OfficeImport.checked(test, office, world.township.id, xlsx);
    const { outcome } = await book.get();
    expect(outcome).toMatchObject({ records: households, bad: bad.length, add: households - bad.length });
    const named = new Set((await book.problems()).map(({ row }) => row));
    const unnamed = bad.filter(({ firstRow, lastRow }) => ![...named].some((row) => row >= firstRow && row <= lastRow));
    expect(unnamed).toEqual([]);
    const before = await storedHouseholds();
    await book.publish('skip_bad');
    const stored = await storedHouseholds();
    expect(stored).toHaveLength(before.length + households - bad.length);
    expect(wrong(stored, truth.households.filter(sound))).toEqual([]);
  });

  it('is the same book as csv in GB18030', async () => {
    const { csv } = await messyBook(options());
    const book = await OfficeImport.checked(test, office, world.township.id, csv);
    expect((await book.get()).outcome).toMatchObject({ add: 0, update: 0, conflict: 0 });
  });
});

describe('next year’s book', () => {
  it('keeps what was corrected at the doors, moves who moved, adds who is new and doubles nobody', async () => {
    const phone = new TestPhone(await test.as(world.people.police), test.clock);
    const before = await storedHouseholds();
    const { xlsx, truth, changes } = await newerBook(options());
    const inBoth = truth.households.filter(({ id }) => id < households && !changes.moved.includes(id));
    const corrected = inBoth.filter((household) => findIn(before, household)).slice(10, 40);
    for (const household of corrected) {
      const door = (await office.get(`/doors/${findIn(before, household)!.id}`)).body;
      const address = `${door.address}（上门核对）`;
      await phone.push(
        phone.command('door.update', { doorId: door.id, baseVersion: door.version, changes: { address } }),
      );
    }
    const book = await OfficeImport.checked(test, office, world.township.id, xlsx);
    const conflicts: Json[] = await book.changes('conflict');
    await book.publish('skip_bad');
    const stored = await storedHouseholds();
    const kept = new Set(corrected.map(({ id }) => id));
    for (const household of corrected) {
      const door = stored.find(({ id }) => id === findIn(before, household)!.id)!;
      expect(door.address).toMatch(/（上门核对）$/);
    }
    expect(
      wrong(
        stored,
        truth.households.filter((each) => sound(each) && !kept.has(each.id)),
      ),
    ).toEqual([]);
    // A correction that the new book contradicts is shown; one that it merely repeats is none.
    for (const { values } of conflicts) {
      for (const value of values.filter((each: Json) => each.field === 'address')) expect(value.take).toBe('here');
    }
    const moved = truth.households.filter(({ id, code }) => changes.moved.includes(id) && code !== '');
    expect(moved.length).toBeGreaterThan(0);
    const doorOf = new Map(before.map(({ id, code }) => [code, id]));
    const stayedOneDoor = moved.filter((household) => {
      const earlier = doorOf.get(household.code);
      return earlier === undefined || findIn(stored, household)?.id === earlier;
    });
    expect(stayedOneDoor).toHaveLength(moved.length);
    const ids = stored.map(({ village, code, address, name }) => `${village} ${code || `${address} ${name}`}`);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
