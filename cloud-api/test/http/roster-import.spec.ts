import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../harness/app.js';
import type { Json, TestClient } from '../harness/client.js';
import { OfficeImport } from '../harness/office-import.js';
import { buildWorld, type World } from '../harness/world.js';

let test: TestApp;
let world: World;
let office: TestClient;

const heads = '序号,姓名,联系电话,职务,所属村,所在网格,村民小组,工作单位,培训日期,结对民警';
const file = (...rows: string[]) => [heads, ...rows].join('\n');

beforeAll(async () => {
  test = await createTestApp();
  world = await buildWorld(test);
  office = await test.as(world.people.townshipOffice);
});
afterAll(() => test.close());

const checked = (...rows: string[]) => OfficeImport.checked(test, office, world.township.id, file(...rows), 'roster');
const people = async (query: string): Promise<Json[]> => (await office.get(`/people?${query}`)).body.items;
const roster = () => [
  `1,方新网格,19955510001,网格员、村民小组长,${world.villageA.name},第一网格、第二网格,第三村民组,,2026年11月2日,褚民警、何辅警`,
  `2,何辅警,199 5551 0002,辅警,${world.villageA.name},,,,2026-11-03,`,
  `3,韩网格,${world.people.gridWorker.phone},网格员,${world.villageA.name},第一网格,,,2026/11/10,`,
  `4,韩网格,${world.people.gridWorker.phone},网格长,${world.villageA.name},,,,,`,
  `5,秦老师,,班主任,,,,查济小学,,`,
  `6,杨网格,${world.people.gridWorkerNext.phone},网格员,${world.villageA.name},第二网格,,,2026-11-02,`,
];

describe('a roster', () => {
  let list: OfficeImport;

  it('is shown before it is taken: new people, new posts, who is as before and who is absent', async () => {
    const before = await test.rowCounts();
    list = await checked(...roster());
    expect(await list.get()).toMatchObject({
      state: 'checked',
      mapping: {
        columns: expect.arrayContaining([
          { column: 1, field: 'name' },
          { column: 9, field: 'police' },
        ]),
      },
      outcome: { rows: 6, records: 5, add: 2, update: 1, same: 2, bad: 0, notes: 0 },
    });
    const added = await list.changes('add');
    expect(added[0]).toMatchObject({ label: '方新网格', firstRow: 2 });
    expect(added[0].values.map(({ field, book }: Json) => [field, book])).toEqual([
      ['phone', '199****0001'],
      ['post', `网格员 ${world.villageA.name} 第一网格`],
      ['post', `网格员 ${world.villageA.name} 第二网格`],
      ['post', `村民小组长 ${world.villageA.name} 第三村民组`],
      ['trained', '2026-11-02'],
      ['police', '褚民警'],
      ['police', '何辅警'],
    ]);
    expect(JSON.stringify(added)).not.toContain('19955510001');
    const [updated] = await list.changes('update');
    expect(updated.values.map(({ field, book }: Json) => [field, book])).toEqual([
      ['post', `网格长 ${world.villageA.name}`],
      ['trained', '2026-11-10'],
    ]);
    const absent = (await list.changes('absent')).map(({ label }: Json) => label);
    expect(absent).toEqual(expect.arrayContaining(['蒋村主任', '褚民警', '陈综治']));
    expect(absent).not.toContain('韩网格');
    const { people: count, posts, trainings } = await test.rowCounts();
    expect({ count, posts, trainings }).toEqual({
      count: before.people,
      posts: before.posts,
      trainings: before.trainings,
    });
  });

  it('is published as it was shown: posts, trainings and teams, and the people can sign in', async () => {
    expect(await list.publish()).toMatchObject({ state: 'published', outcome: { added: 2, updated: 1 } });
    const [added] = await people('q=19955510001');
    expect(added).toMatchObject({ name: '方新网格', trainedOn: '2026-11-02' });
    expect(added.posts.map(({ role }: Json) => role).sort()).toEqual(['grid_worker', 'grid_worker', 'group_leader']);
    expect(added.team.map(({ name }: Json) => name).sort()).toEqual(['何辅警', '褚民警']);
    const [known] = await people(`q=${world.people.gridWorker.phone}`);
    expect(known).toMatchObject({ id: world.people.gridWorker.id, trainedOn: '2026-11-02' });
    expect(known.posts.map(({ role }: Json) => role).sort()).toEqual(['grid_chief', 'grid_worker']);
    const client = await test.as({ id: added.id, name: '方新网格', phone: '19955510001' });
    expect((await client.get('/me')).body.team).toHaveLength(2);
  });

  it('is the same the second time', async () => {
    const again = await checked(...roster());
    expect((await again.get()).outcome).toMatchObject({ add: 0, update: 0, same: 5, bad: 0 });
    const before = await test.rowCounts();
    expect(await again.publish()).toMatchObject({ state: 'published', outcome: { added: 0, updated: 0 } });
    const after = await test.rowCounts();
    expect([after.people, after.posts, after.trainings]).toEqual([before.people, before.posts, before.trainings]);
  });

  it('names the rows that cannot be taken, with their column, and takes the others', async () => {
    const list = await checked(
      `1,冒名,${world.people.gridChief.phone},网格员,${world.villageA.name},第一网格,,,,`,
      `2,何网格,${world.elsewhere.worker.phone},网格员,${world.villageA.name},第一网格,,,,`,
      `3,卞有误,1995551,网格员,${world.villageA.name},第一网格,,,,`,
      `4,卞有误,19955510011,书记,${world.villageA.name},第一网格,,,,`,
      `5,卞有误,19955510012,网格员,无名村,第一网格,,,,`,
      `6,卞有误,19955510013,网格员,${world.villageA.name},第九网格,,,,`,
      `7,,19955510014,网格员,${world.villageA.name},第一网格,,,,`,
      `8,卞无误,19955510015,网格员,${world.villageA.name},第一网格,,,2027-01-01,无此人`,
      `9,卞县办,19955510016,县平安办,,,,,,`,
    );
    expect((await list.get()).outcome).toMatchObject({ add: 1, bad: 8, notes: 2 });
    const bad = (await list.problems()).map(({ row, column, rule }: Json) => [row, column, rule]);
    expect(bad.sort()).toEqual([
      [10, 'H', 'role_not_here'],
      [2, 'C', 'phone_of_other'],
      [3, 'C', 'phone_of_elsewhere'],
      [4, 'C', 'phone_invalid'],
      [5, 'D', 'unknown_role'],
      [6, 'E', 'unknown_village'],
      [7, 'F', 'unknown_grid'],
      [8, 'B', 'name_missing'],
    ]);
    expect((await list.problems('note')).map(({ rule }: Json) => rule).sort()).toEqual([
      'date_future',
      'police_unknown',
    ]);
    expect(JSON.stringify(await list.problems())).not.toContain(world.people.gridChief.phone);
    expect((await list.publish('skip_bad')).outcome).toMatchObject({ added: 1, updated: 0 });
    expect(await people('q=卞无误')).toMatchObject([{ trainedOn: null, team: [] }]);
    expect(await people('q=卞有误')).toEqual([]);
  });

  it('that no longer fits what is stored asks to be checked again, and nothing is written', async () => {
    const late = await checked(`1,卜新人,19955510021,网格员,${world.villageA.name},第一网格,,,,`);
    const body = { name: '卜某', phone: '19955510021', role: 'grid_worker', regionId: world.b1.id };
    expect((await office.post('/people', body)).status).toBe(200);
    const before = await test.rowCounts();
    expect(await late.publish()).toMatchObject({ state: 'mapping', error: 'check_again' });
    const after = await test.rowCounts();
    expect([after.people, after.posts]).toEqual([before.people, before.posts]);
    expect((await late.check()).outcome).toMatchObject({ add: 0, bad: 1 });
  });

  it('lies encrypted while it waits, and nothing of it is in the log', async () => {
    await checked(`1,卜等待,19955510031,网格员,${world.villageA.name},第一网格,,,,`);
    const rows = await test.database.query('SELECT * FROM imports');
    expect(JSON.stringify(rows)).not.toContain('19955510031');
    expect(test.log.text).not.toContain('19955510031');
  });
});
