import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../harness/app.js';
import type { Json, TestClient } from '../harness/client.js';
import { TestPhone } from '../harness/commands.js';
import { OfficeImport } from '../harness/office-import.js';
import { buildWorld, type World } from '../harness/world.js';

let test: TestApp;
let world: World;
let office: TestClient;

const heads = '学校,班级,班主任,学生姓名,家长姓名,家长电话,户号,村,学生人数';
const file = (...rows: string[]) => [heads, ...rows].join('\n');

beforeAll(async () => {
  test = await createTestApp();
  world = await buildWorld(test);
  office = await test.as(world.people.townshipOffice);
});
afterAll(() => test.close());

const checked = (...rows: string[]) =>
  OfficeImport.checked(test, office, world.township.id, file(...rows), 'class_list');
const classes = async (): Promise<Json[]> => (await office.get('/classes')).body.items;
/** The class of the school, beside one of the same name that has none. */
const called = async (wanted: string): Promise<Json> =>
  (await classes()).find(({ name, unitId }) => name === wanted && unitId === world.unit.id);
const list = () => [
  `查济小学,三年级一班,秦老师,王小宝,王德福,${world.resident.phone},,,40`,
  `查济小学,三(1)班,,钱小宝,钱某,19900020002,,${world.villageB.name},40`,
  `查济小学,三年级一班,,李小宝,李秀英,,,${world.villageA.name},40`,
  `查济小学,四年级,秦老师,赵小宝,,,A103,${world.villageA.name},1`,
];

describe('a class list', () => {
  it('of a school without a place waits until somebody made its first class', async () => {
    const waiting = await checked(...list());
    expect((await waiting.get()).outcome).toMatchObject({ add: 0, bad: 4 });
    expect((await waiting.problems()).map(({ column, rule }) => [column, rule])[0]).toEqual([
      'B',
      'class_place_unknown',
    ]);
    const first = { unitId: world.unit.id, name: '一年级', pupils: 20, gridId: world.a1.id };
    expect((await office.post('/classes', first)).status).toBe(200);
  });

  it('is shown, then published: classes, teachers, families on the teacher’s phone, and no name of a pupil', async () => {
    const book = await checked(...list());
    expect(await book.get()).toMatchObject({
      state: 'checked',
      outcome: { rows: 4, records: 6, add: 6, update: 0, same: 0, absent: 0, bad: 0 },
    });
    const [sheet] = (await book.get()).sheets;
    expect(sheet.columns[3]).toMatchObject({ head: '学生姓名', samples: [] });
    const notes = (await book.problems('note')).map(({ row, column, rule, shown }) => [row, column, rule, shown]);
    expect(notes).toEqual([
      [1, 'D', 'pupil_names_ignored', '学生姓名'],
      [3, 'E', 'guardian_not_in_household', expect.any(String)],
    ]);
    const added = await book.changes('add');
    expect(added.map(({ label, place }) => `${place} ${label}`)).toEqual([
      '查济小学 三年级一班',
      '查济小学 三年级一班 A101 王德福',
      '查济小学 三年级一班 B101 钱大海',
      '查济小学 三年级一班 A102 李秀英',
      '查济小学 四年级',
      '查济小学 四年级 A103 赵长根',
    ]);
    expect(await classes()).toHaveLength(2);

    expect(await book.publish()).toMatchObject({ state: 'published', outcome: { added: 6, updated: 0 } });
    expect(await called('三年级一班')).toMatchObject({ pupils: 40, families: 3, teachers: [{ name: '秦老师' }] });
    expect(await called('四年级')).toMatchObject({ pupils: 1, families: 1 });
    const phone = new TestPhone(await test.as(world.people.teacher), test.clock);
    expect((await phone.pull()).doors.map(({ name }: Json) => name)).toEqual(
      expect.arrayContaining(['三年级一班', '四年级', '王德福', '钱大海', '李秀英', '赵长根']),
    );
    for (const table of ['doors', 'residents', 'people', 'class_families', 'import_problems', 'imports', 'events']) {
      const rows = JSON.stringify(await test.database.query(`SELECT * FROM ${table}`));
      expect(rows).not.toContain('小宝');
    }
  });

  it('again changes nothing, and names the families that it leaves out', async () => {
    const again = await checked(...list());
    expect((await again.get()).outcome).toMatchObject({ add: 0, update: 0, same: 6, absent: 0 });
    const shorter = await checked(...list().filter((_, index) => index !== 1));
    expect((await shorter.get()).outcome).toMatchObject({ add: 0, same: 5, absent: 1 });
    expect(await shorter.changes('absent')).toMatchObject([{ label: 'B101 钱大海', place: '查济小学 三年级一班' }]);
    await shorter.publish();
    expect(await called('三年级一班')).toMatchObject({ families: 3 });
  });

  it('names rows whose household cannot be told, and takes the others', async () => {
    const book = await checked(
      `查济小学,四年级,,甲,无此人,19900099999,,${world.villageA.name},`,
      `无名小学,四年级,,乙,王德福,,,${world.villageA.name},`,
      `查济小学,,,丙,王德福,,,${world.villageA.name},`,
      `查济小学,四年级,无老师,丁,孙桂兰,,,${world.villageA.name},`,
    );
    expect((await book.get()).outcome).toMatchObject({ add: 1, bad: 3 });
    expect((await book.problems()).map(({ row, rule }) => [row, rule]).sort()).toEqual([
      [2, 'family_unknown'],
      [3, 'unknown_school'],
      [4, 'class_missing'],
    ]);
    expect((await book.problems('note')).map(({ rule }) => rule)).toContain('teacher_unknown');
    expect((await book.publish('skip_bad')).outcome).toMatchObject({ added: 1 });
  });

  it('that names no school means the only one there is, whatever other units stand beside it', async () => {
    const book = await checked(`,四年级,,戊,陶金花,,,${world.villageB.name},`);
    expect((await book.get()).outcome).toMatchObject({ add: 1, bad: 0 });
  });

  it('in which a column of pupils’ names is given a meaning is refused', async () => {
    const book = await OfficeImport.upload(test, office, world.township.id, file(...list()), 'class_list');
    const { mapping } = await book.get();
    const columns = mapping.columns.map((choice: Json) =>
      choice.field === 'guardian' ? { ...choice, column: 3 } : choice,
    );
    expect(await book.check({ ...mapping, columns })).toMatchObject({ error: 'pupil_names_mapped' });
  });

  it('that no longer fits what is stored asks to be checked again', async () => {
    const book = await checked(`查济小学,四年级,,甲,陶金花,,,${world.villageB.name},`);
    const { id } = await called('四年级');
    await office.post(`/classes/${id}/families`, { doorIds: [world.doors.tao.id] });
    expect(await book.publish()).toMatchObject({ state: 'mapping', error: 'check_again' });
  });
});
