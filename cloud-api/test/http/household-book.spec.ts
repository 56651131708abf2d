import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../harness/app.js';
import type { Json, TestClient } from '../harness/client.js';
import { TestPhone } from '../harness/commands.js';
import { OfficeImport } from '../harness/office-import.js';
import { buildWorld, type World } from '../harness/world.js';

const heads = '户号,户主,姓名,与户主关系,出生年月,联系电话,住址,村,网格,村民小组,重点人群';

let test: TestApp;
let world: World;
let office: TestClient;

/** A file of the township with these rows below the heads. */
const file = (...rows: string[]) => [heads, ...rows].join('\n');
const upload = (...rows: string[]) => OfficeImport.checked(test, office, world.township.id, file(...rows));

const place = '桃花潭村一组,桃花潭村,第一网格,第三村民组';
const family = [
  `Q01,庄大山,庄大山,户主,1960.3,19955500001,${place},老人`,
  `Q01,庄大山,林小燕,妻,1962-11,19955500002,${place},`,
  `Q01,庄大山,庄文,长子,19880512,,${place},返乡、务工`,
  `Q01,庄大山,庄小宝,孙子,2019.6,,${place},`,
];
const neighbour = [`Q02,魏长河,魏长河,户主,1955-01,,${place},`];

async function doorOf(code: string): Promise<Json> {
  const { body } = await office.get(`/doors?q=${encodeURIComponent(code)}`);
  if (body.items.length !== 1) return null;
  return (await office.get(`/doors/${body.items[0].id}`)).body;
}

async function total(): Promise<number> {
  return (await office.get(`/coverage?regionId=${world.villageA.id}`)).body.totals.total;
}

beforeAll(async () => {
  test = await createTestApp();
});
beforeEach(async () => {
  world ??= await buildWorld(test);
  office = await test.as(world.people.townshipOffice);
});
afterAll(() => test.close());

describe('a first book', () => {
  it('is read with the columns it suggests, and published households are at their doors, counted and found', async () => {
    const before = await total();
    const book = await upload(...family, ...neighbour);
    const checked = await book.get();
    expect(checked).toMatchObject({ state: 'checked', outcome: { rows: 6, records: 2, add: 2, bad: 0, conflict: 0 } });
    expect(await doorOf('Q01')).toBeNull();
    expect(await book.publish()).toMatchObject({ state: 'published', outcome: { added: 2, updated: 0 } });
    await test.work();
    const door = await doorOf('Q01');
    expect(door).toMatchObject({ name: '庄大山', gridId: world.a1.id, childrenUnder14: 1, registeredAtDoor: false });
    expect(
      door.residents.map(({ name, relation, birthMonth, phoneMasked }: Json) => [
        name,
        relation,
        birthMonth,
        phoneMasked,
      ]),
    ).toEqual([
      ['庄大山', 'head', '1960-03', '199****0001'],
      ['林小燕', 'spouse', '1962-11', '199****0002'],
      ['庄文', 'child', '1988-05', null],
    ]);
    expect(door.residents[2].tags.sort()).toEqual(['migrant_worker', 'returnee']);
    expect(await total()).toBe(before + 2);
  });

  it('is the same the second time: nothing to add, nothing to change, nobody absent but those it never named', async () => {
    const book = await upload(...family, ...neighbour);
    expect((await book.get()).outcome).toMatchObject({ add: 0, update: 0, conflict: 0, same: 2, bad: 0 });
    const absent = (await book.changes('absent')).map(({ label }) => label);
    expect(absent).not.toContain('Q01 庄大山');
    await book.publish();
    expect((await doorOf('Q01')).version).toBe(1);
  });
});

describe('a newer book', () => {
  it('takes what changed in it, never overwrites a correction made at a door without showing it, and names who is absent', async () => {
    const phone = new TestPhone(await test.as(world.people.gridWorker), test.clock);
    const door = await doorOf('Q01');
    const corrected = phone.command('door.update', {
      doorId: door.id,
      baseVersion: door.version,
      changes: { address: '桃花潭村一组 老樟树旁' },
    });
    expect((await phone.push(corrected))[0].result).toBe('stored');
    const moved = family.map((row) => row.replaceAll('桃花潭村一组,', '桃花潭村五组,').replace('1960.3', '1960.4'));
    const book = await upload(...moved);
    expect((await book.get()).outcome).toMatchObject({ add: 0, conflict: 1, update: 0 });
    expect((await book.changes('absent')).map(({ label }) => label)).toContain('Q02 魏长河');
    const [conflict] = await book.changes('conflict');
    expect(conflict.values).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          field: 'address',
          base: '桃花潭村一组',
          here: '桃花潭村一组 老樟树旁',
          book: '桃花潭村五组',
          take: 'here',
          conflict: true,
        }),
        expect.objectContaining({
          field: 'birth',
          person: '庄大山',
          here: '1960-03',
          book: '1960-04',
          take: 'book',
          conflict: false,
        }),
      ]),
    );
    await book.publish();
    const after = await doorOf('Q01');
    expect(after.address).toBe('桃花潭村一组 老樟树旁');
    expect(after.residents[0].birthMonth).toBe('1960-04');
    expect(after.residents.map(({ id }: Json) => id)).toEqual(door.residents.map(({ id }: Json) => id));
    expect(await doorOf('Q02')).not.toBeNull();
  });

  it('takes a conflicting value when somebody decides so', async () => {
    const phone = new TestPhone(await test.as(world.people.gridWorker), test.clock);
    const door = await doorOf('Q02');
    const changes = { address: '桃花潭村一组 桥头' };
    await phone.push(phone.command('door.update', { doorId: door.id, baseVersion: door.version, changes }));
    const book = await upload(neighbour[0]!.replace('桃花潭村一组,', '桃花潭村六组,'));
    const [conflict] = await book.changes('conflict');
    const [value] = conflict.values.filter((each: Json) => each.conflict);
    expect((await book.decide([{ id: conflict.id, key: value.key, take: 'book' }])).outcome).toMatchObject({
      conflict: 0,
      update: 1,
    });
    await book.publish();
    expect((await doorOf('Q02')).address).toBe('桃花潭村六组');
  });

  it('is checked again when a door has changed since', async () => {
    const book = await upload(neighbour[0]!.replace('桃花潭村一组,', '桃花潭村七组,'));
    const phone = new TestPhone(await test.as(world.people.gridWorker), test.clock);
    const door = await doorOf('Q02');
    const changes = { name: '魏长河夫妇' };
    await phone.push(phone.command('door.update', { doorId: door.id, baseVersion: door.version, changes }));
    const refused = await book.publish();
    expect(refused).toMatchObject({ state: 'mapping', error: 'check_again' });
    expect((await doorOf('Q02')).address).toBe('桃花潭村六组');
    expect(await book.check()).toMatchObject({ state: 'checked', error: null });
    await book.publish();
    expect(await doorOf('Q02')).toMatchObject({ address: '桃花潭村七组', name: '魏长河夫妇' });
  });
});

describe('a book that names a household twice', () => {
  it('does not bring back the one that was merged into the other', async () => {
    const twice = [`Q70,鲁大年,鲁大年,户主,1950-01,,${place},`, `Q71,鲁大年,鲁大年,户主,1950-01,,${place},`];
    await (await upload(...twice)).publish();
    const [leaving, staying] = [await doorOf('Q70'), await doorOf('Q71')];
    const merge = { intoId: staying.id, baseVersion: leaving.version, intoVersion: staying.version };
    expect((await office.post(`/doors/${leaving.id}/merge`, merge)).status).toBe(200);
    const book = await upload(...twice);
    expect((await book.get()).outcome).toMatchObject({ add: 0, update: 0, conflict: 0, same: 2, bad: 0 });
    expect((await book.problems('note')).map(({ row, rule }) => [row, rule])).toEqual([[2, 'merged_before']]);
    expect((await book.changes('absent')).map(({ label }) => label)).not.toContain('Q71 鲁大年');
  });

  it('nor when the one that stays took the other’s code', async () => {
    const twice = [`Q72,鲁大方,鲁大方,户主,1950-01,,${place},`, `Q73,鲁大方,鲁大方,户主,1950-01,,${place},`];
    await (await upload(...twice)).publish();
    const [leaving, staying] = [await doorOf('Q72'), await doorOf('Q73')];
    const merge = { intoId: staying.id, baseVersion: leaving.version, intoVersion: staying.version, keep: ['code'] };
    expect((await office.post(`/doors/${leaving.id}/merge`, merge)).status).toBe(200);
    expect((await (await upload(...twice)).get()).outcome).toMatchObject({ add: 0, conflict: 0, bad: 0 });
  });
});

describe('a book with mistakes', () => {
  const bad = [
    `Q10,汤有福,汤有福,户主,1970-01,12345,${place},`,
    `Q11,汤有禄,汤有禄,户主,1970-01,,某处,没有的村,第一网格,,`,
    `Q12,汤有寿,汤有寿,户主,1971-01,,${place},`,
    `Q12,汤有喜,汤有喜,户主,1972-01,,${place},`,
    `Q13,汤有财,汤有财,户主,1973-01,,桃花潭村,桃花潭村,第八网格,第九村民小组,`,
  ];
  const good = `Q14,汤有余,汤有余,户主,1974-01,,${place},`;

  it('names each bad row with its number, its column and the reason', async () => {
    const book = await upload(...bad, good);
    expect((await book.get()).outcome).toMatchObject({ add: 1 });
    const problems = (await book.problems()).map(({ row, column, rule }) => `${row} ${column} ${rule}`);
    expect(problems).toEqual(expect.arrayContaining(['2 F phone_invalid', '3 H unknown_village', '6 I unknown_grid']));
    expect(problems.filter((problem) => problem.endsWith('code_twice')).length).toBeGreaterThan(0);
  });

  it('brings nothing in when all or nothing is asked for, and the good rows when the bad are to be skipped', async () => {
    const book = await upload(...bad, good);
    const refused = await office.post(`/imports/${book.id}/publish`, { mode: 'all_or_nothing' });
    expect([refused.status, refused.body.code]).toEqual([409, 'import_has_bad_rows']);
    expect(await doorOf('Q14')).toBeNull();
    expect(await book.publish('skip_bad')).toMatchObject({ outcome: { added: 1 } });
    expect(await doorOf('Q14')).toMatchObject({ name: '汤有余' });
    expect(await doorOf('Q10')).toBeNull();
  });

  it('offers to draw the grids and groups that it names and nobody has drawn', async () => {
    const book = await upload(bad[4]!);
    expect((await book.get()).outcome.missingPlaces).toEqual([
      { villageId: world.villageA.id, villageName: world.villageA.name, level: 'grid', name: '第八网格', records: 1 },
      {
        villageId: world.villageA.id,
        villageName: world.villageA.name,
        level: 'group',
        name: '第九村民小组',
        records: 1,
      },
    ]);
    expect((await office.post(`/imports/${book.id}/places`)).status).toBe(200);
    await test.work();
    expect((await book.get()).outcome).toMatchObject({ add: 1, bad: 0, missingPlaces: [] });
    await book.publish();
    expect(await doorOf('Q13')).toMatchObject({ gridName: '第八网格', groupName: '第九村民小组' });
  });
});

it('a log of it all verifies and holds no phone', async () => {
  const rows = await test.database.query<{ facts: string }>("SELECT facts FROM events WHERE type LIKE 'import.%'");
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.map(({ facts }) => facts).join()).not.toMatch(/1\d{10}/);
});
