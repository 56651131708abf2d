import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid7 } from 'uuid';
import { Cipher } from '../../src/common/crypto/index.js';
import { createTestApp, type TestApp } from '../harness/app.js';
import type { Json } from '../harness/client.js';
import { TestPhone } from '../harness/commands.js';
import { testPhoto } from '../harness/weapp/test-photo.js';
import { buildWorld, type World } from '../harness/world.js';
import { addDoor } from '../harness/world-doors.js';
import { askForExport, exported, records, textOf } from './exported-lists.js';

let test: TestApp;
let world: World;
let formulaName: string;

beforeAll(async () => {
  test = await createTestApp();
  world = await buildWorld(test);
  const worker = new TestPhone(await test.as(world.people.gridWorker), test.clock);
  const { wang, li, sun } = world.doors;
  await worker.push(
    worker.visit(wang.id, {
      presentResidentIds: [wang.residents[0]!.id],
      companions: [{ name: '褚民警', role: 'police' }],
      topics: ['fake_rebate', 'fake_police'],
      materials: ['leaflet'],
      app: { installed: 2, realName: 1, warningOn: 1 },
      groupJoined: true,
      questions: '=1+1 会不会被骗',
      callBack: '已回访',
    }),
    worker.visit(wang.id, { outcome: 'away', faceToFace: undefined, awayContact: 'phone', presentOthers: 0 }),
    worker.visit(li.id, { outcome: 'refused', presentOthers: 0 }),
  );
  const office = new TestPhone(await test.as(world.people.townshipOffice), test.clock);
  const page = uuid7();
  await office.client.upload('/photos', { id: page }, await testPhoto(8, 8));
  const line = { doorId: sun.id, visitorId: world.people.gridWorkerNext.id, outcome: 'met', faceToFace: true };
  const at = {
    startedAt: Date.parse('2026-11-06T09:10:00+08:00'),
    pagePhotoId: page,
    topics: ['romance'],
    presentOthers: 2,
  };
  expect((await office.push(office.command('visit.enter_paper', { ...line, ...at })))[0].result).toBe('stored');
  formulaName = "=cmd|' /C calc'!A0";
  await test.database.transaction((transaction) =>
    addDoor(transaction, test.app.get(Cipher), {
      code: 'B9',
      name: formulaName,
      gridId: world.b2.id,
      residents: [{ name: formulaName, phone: '19900020009' }],
    }),
  );
});
afterAll(() => test.close());

const township = () => ({ kind: 'visit_register', regionId: world.township.id });

describe('入户登记表', () => {
  it('of a township has a sheet a village, a row a visit, and who was not visited behind them', async () => {
    const { sheets, made } = await exported(test, world.people.townshipOffice, township());
    const [villageA, villageB] = [world.villageA, world.villageB].map(({ name }) => sheets.get(name)!);
    expect(villageA![0]![0]).toBe(`泾县桃花潭镇${world.villageA.name}防范电信网络诈骗入户宣传登记表`);
    const rows = records(villageA!, '网格');
    expect(rows.map((row) => [row['户号'], row['结果']])).toEqual([
      ['A101', '见面'],
      ['A101', '外出（已电话联系）'],
      ['A102', '拒绝'],
      ['A103', '未入户'],
      ['A190', '未入户'],
      ['A201', '见面'],
      ['A290', '未入户'],
    ]);
    expect(rows[0]).toMatchObject({
      网格: '第一网格',
      '户主/名称': '王德福',
      地址: 'A101号',
      村民小组: '第三村民组',
      家庭成员: '王德福（户主，1955年3月）\n王小军（子女，1988年7月）',
      重点人群: '老人、返乡、务工',
      联系电话: '199****0001\n—',
      入户时间: '2026-11-21\n09:45—10:00',
      入户人员: '韩网格\n褚民警（民警）',
      在场人: '王德福、另1人',
      宣讲内容: '刷单返利、冒充公检法及政府机关',
      当面讲解: '是',
      宣传资料: '宣传单',
      安装: 2,
      实名: 1,
      预警: 1,
      进群: '是',
      群众提问: '=1+1 会不会被骗',
      签名: null,
      照片张数: 0,
      下次时间: null,
      回访结果: '已回访',
      来源: '手机',
    });
    expect(rows[5]).toMatchObject({
      入户时间: '2026-11-06\n09:10',
      入户人员: '杨网格',
      来源: '纸质补录（陈综治）',
      照片张数: 1,
    });
    expect(records(villageB!, '网格').map((row) => row['户号'])).toEqual(['B101', 'B102', 'B190', 'B9', 'B201']);
    expect(made).toMatchObject({ rowCount: 12, done: 11, total: 11, regionName: world.township.name });
  });

  it('of a county has a sheet a township, of a grid only the grid', async () => {
    const county = await exported(test, world.people.countyOffice, {
      kind: 'visit_register',
      regionId: world.county.id,
    });
    const rows = records(county.sheets.get(world.township.name)!, '村（社区）');
    expect(rows).toHaveLength(12);
    expect(rows[0]).toMatchObject({ '村（社区）': world.villageA.name, 网格: '第一网格' });
    expect(textOf(county.sheets)).not.toContain('郭来喜');
    const grid = await exported(test, world.people.villageHead, { kind: 'visit_register', regionId: world.a2.id });
    expect([...grid.sheets.keys()]).toEqual([world.a2.name]);
    expect(grid.made.rowCount).toBe(2);
  });

  it('of another time has the visits of that time, and says of the others how they stand', async () => {
    const period = { from: '2026-11-06', to: '2026-11-06' };
    const { sheets } = await exported(test, world.people.townshipOffice, {
      kind: 'visit_register',
      regionId: world.villageA.id,
      ...period,
    });
    const rows = records(sheets.get(world.villageA.name)!, '网格');
    expect(rows.map((row) => [row['户号'], row['结果']])).toEqual([
      ['A101', '未入户（本轮已入户）'],
      ['A102', '未入户（拒绝）'],
      ['A103', '未入户'],
      ['A190', '未入户'],
      ['A201', '见面'],
      ['A290', '未入户'],
    ]);
    expect(JSON.stringify(sheets.get(world.villageA.name))).toContain('2026年11月6日至2026年11月6日');
  });

  it('names nobody to whom names are masked elsewhere, and shows them no phone', async () => {
    const { sheets } = await exported(test, world.people.townshipLeader, township());
    const text = textOf(sheets);
    for (const hidden of ['王德福', '王小军', '1955年', '199****0001', '19900020001'])
      expect(text).not.toContain(hidden);
    expect(text).toContain('王*福');
    expect(text).toContain('桃花潭便利店');
  });

  it('has whole phones only where they are asked for and may be seen', async () => {
    const { sheets, made } = await exported(test, world.people.townshipOffice, { ...township(), withPhones: true });
    expect(made.withPhones).toBe(true);
    expect(textOf(sheets)).toContain('19900020001');
    const refused = await askForExport(test, world.people.townshipLeader, {
      id: uuid7(),
      ...township(),
      withPhones: true,
    });
    expect(refused).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });

  it('of a place without doors says so', async () => {
    const { sheets, made } = await exported(test, world.people.townshipOffice, {
      kind: 'visit_register',
      regionId: await emptyGrid(),
    });
    expect(made.rowCount).toBe(0);
    expect(textOf(sheets)).toContain('没有登记的户，也没有入户记录');
  });
});

async function emptyGrid(): Promise<number> {
  const office = await test.as(world.people.townshipOffice);
  const body = { parentId: world.villageB.id, level: 'grid', name: `空网格${uuid7().slice(-6)}` };
  return (await office.post('/regions', body)).body.id;
}

describe('工作进度表', () => {
  it('says what the board says, place by place', async () => {
    const { people } = world;
    const { sheets } = await exported(test, people.townshipOffice, {
      kind: 'progress_table',
      regionId: world.township.id,
    });
    const office = await test.as(people.townshipOffice);
    const board = (await office.get(`/coverage?regionId=${world.township.id}`)).body;
    const rows = [...sheets.values()][0]!;
    const heads = rows.findIndex((cells) => cells[0] === '单位');
    const [upper, lower] = [rows[heads]!, rows[heads + 1]!];
    const table = new Map(rows.slice(heads + 2).map((cells) => [cells[0], cells]));
    const value = (place: string, head: string, group = head) => {
      const index = lower.findIndex((text: string, at: number) => text === head && upper[at] === group);
      return table.get(place)![index];
    };
    const lines = [...board.children.map((child: Json) => [child.name, child.counts]), ['合计', board.totals]];
    for (const [place, counts] of lines) {
      expect(value(place, '应走到户数')).toBe(counts.total);
      expect(value(place, '已入户')).toBe(counts.covered);
      expect(value(place, '未走访', '没走到的原因')).toBe(counts.reasons.never);
      expect(value(place, '拒绝', '没走到的原因')).toBe(counts.reasons.refused);
      expect(value(place, '空户', '不计入')).toBe(counts.excluded.vacant);
      expect(value(place, '截至日期')).toBe('2026-11-21');
      expect(value(place, '两书签订')).toBe('—');
    }
    for (const audience of board.plan.audiences.filter(({ key }: Json) => key !== 'all')) {
      const of = (await office.get(`/coverage?regionId=${world.township.id}&audience=${audience.key}`)).body;
      const isPerson = audience.unit === 'person';
      const counted = isPerson ? '人' : '户';
      expect(value('合计', `应到${counted}`, audience.name)).toBe(isPerson ? of.totals.personsTotal : of.totals.total);
      expect(value('合计', `已到${counted}`, audience.name)).toBe(
        isPerson ? of.totals.personsCovered : of.totals.covered,
      );
    }
    expect(value(world.villageA.name, 'APP安装户')).toBe(1);
    expect(value(world.villageA.name, '责任人')).toBe('蒋村主任');
    const { items } = (await office.get(`/regions?parentId=${world.township.id}`)).body;
    const names = items.filter(({ level }: Json) => level === 'village').map(({ name }: Json) => name);
    expect([...table.keys()].slice(0, names.length + 1)).toEqual([...names, '合计']);
  });

  it('of a grid is one line', async () => {
    const { sheets } = await exported(test, world.people.townshipOffice, {
      kind: 'progress_table',
      regionId: world.a1.id,
    });
    const rows = [...sheets.values()][0]!;
    const heads = rows.findIndex((cells) => cells[0] === '单位');
    expect(rows[heads + 2]!.slice(0, 4)).toEqual(['合计', 4, 1, '25.0%']);
  });
});

describe('户册', () => {
  it('has a row a person, and phones only when they are asked for', async () => {
    const book = { kind: 'household_book', regionId: world.township.id };
    const { sheets, made } = await exported(test, world.people.villageHead, { ...book, regionId: world.villageA.id });
    const rows = records(sheets.get('户册')!, '村（社区）');
    expect(rows.map((row) => [row['户号'], row['姓名']])).toEqual([
      ['A101', '王德福'],
      ['A101', '王小军'],
      ['A102', '李秀英'],
      ['A103', '赵长根'],
      ['A190', null],
      ['A201', '孙桂兰'],
      ['A201', '孙明'],
      ['A290', '周厂长'],
      ['A290', '吴会计'],
    ]);
    expect(made.rowCount).toBe(9);
    expect(rows[0]).not.toHaveProperty('联系电话');
    const whole = await exported(test, world.people.townshipOffice, { ...book, withPhones: true });
    expect(records(whole.sheets.get('户册')!, '村（社区）')[0]!['联系电话']).toBe('19900020001');
  });

  it('is not for those who may not read names: it would spoil them when it came back', async () => {
    const asked = { id: uuid7(), kind: 'household_book', regionId: world.township.id };
    expect(await askForExport(test, world.people.townshipLeader, asked)).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    });
  });

  it('keeps what looks like a formula as text', async () => {
    const { sheets } = await exported(test, world.people.townshipOffice, {
      kind: 'household_book',
      regionId: world.b2.id,
    });
    expect(records(sheets.get('户册')!, '村（社区）').map((row) => row['姓名'])).toContain(formulaName);
  });
});
