import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RegionsService } from '../../src/modules/regions/index.js';
import { createTestApp, type TestApp, type TestPerson } from '../harness/app.js';
import { groupsOf } from '../harness/cascade.js';
import type { Json } from '../harness/client.js';
import type { MangheTown, TownGroup } from '../harness/manghe-town.js';
import { ok } from '../harness/town-play.js';
import { buildWorld, type World } from '../harness/world.js';
import { type GroupTown, openGroupTown, peopleIn } from './chat-group-town.js';

let { test, town, play, listed, detail } = {} as GroupTown;

beforeAll(async () => {
  ({ test, town, play, listed, detail } = await openGroupTown());
}, 120_000);
afterAll(() => test.close());

const named = (label: string, ...people: TestPerson[]) => people.map(({ name }) => `${label} ${name}`);
const table = (rows: Record<'pushers' | 'supervisors' | 'members', string[][]>) =>
  Object.fromEntries(Object.entries(rows).map(([part, lines]) => [part, lines.flat().sort()]));

describe("蟒河镇's groups (S1.2)", () => {
  it('are one for each place of each row of the table, each under the next one up', async () => {
    const { counts } = await listed('limit=1');
    const kinds = new Map<string, number>();
    for (const { kindKey } of town.groups) kinds.set(kindKey, (kinds.get(kindKey) ?? 0) + 1);
    expect(counts.groups).toBe(town.groups.length);
    expect(Object.fromEntries(kinds)).toEqual({
      command: 1,
      township: 1,
      village: 18,
      school: 1,
      group: 36,
      class: 2,
      unit: 1,
      section: 1,
      enterprise: 1,
    });
    const upperKind = async (kindKey: string) => {
      const { upperId } = await detail(play.group(kindKey));
      return town.groups.find(({ id }) => id === upperId)?.kindKey ?? null;
    };
    const uppers = [];
    for (const kind of kinds.keys()) uppers.push([kind, await upperKind(kind)]);
    expect(Object.fromEntries(uppers)).toEqual({
      command: null,
      township: 'command',
      village: 'township',
      school: 'township',
      group: 'village',
      class: 'school',
      unit: 'command',
      section: 'unit',
      enterprise: 'section',
    });
  });

  it('has the people of the table in each, by their posts', async () => {
    const { chief, leader, policeChief, villages, school, unit } = town;
    const [village] = villages as [MangheTown['villages'][0]];
    const heads = villages.flatMap((one) => one.heads);
    const rows: [TownGroup, Parameters<typeof table>[0]][] = [
      [
        play.group('command'),
        {
          pushers: [named('领导小组办公室', town.office, town.colleague)],
          supervisors: [],
          members: [
            named('组长', chief),
            named('副组长', leader),
            named('派出所所长', policeChief),
            named('各村主要负责人', ...heads),
            named('各单位主要负责人', school.head, unit.head),
            named('各单位分管领导', unit.deputy),
          ],
        },
      ],
      [
        play.group('township'),
        {
          pushers: [named('镇分管领导', leader)],
          supervisors: [named('镇主要领导', chief), named('派出所长', policeChief)],
          members: [named('村主干', ...heads), named('校长', school.head)],
        },
      ],
      [
        play.group('village', { regionId: village.region.id }),
        {
          pushers: [named('村主干', ...village.heads)],
          supervisors: [named('镇分管领导', leader), named('片警', village.police)],
          members: [named('村民小组长', ...village.leaders)],
        },
      ],
      [
        play.group('group', { regionId: village.groups[0]!.id }),
        {
          pushers: [named('村民小组长', village.leaders[0]!)],
          supervisors: [named('村主干', ...village.heads), named('片警', village.police)],
          members: [],
        },
      ],
      [
        play.group('school'),
        {
          pushers: [named('校长', school.head)],
          supervisors: [named('镇分管领导', leader)],
          members: [named('教师', ...school.classes.map(({ teacher }) => teacher))],
        },
      ],
      [
        play.group('class', { classId: school.classes[0]!.door.id }),
        {
          pushers: [named('班主任', school.classes[0]!.teacher)],
          supervisors: [named('校长', school.head)],
          members: [],
        },
      ],
      [
        play.group('unit'),
        {
          pushers: [named('单位分管领导', unit.deputy)],
          supervisors: [named('主要领导', unit.head)],
          members: [named('中层', unit.section)],
        },
      ],
      [
        play.group('section'),
        {
          pushers: [named('科室负责人', unit.section)],
          supervisors: [named('分管领导', unit.deputy)],
          members: [named('企业、管辖对象负责人', unit.owner)],
        },
      ],
      [
        play.group('enterprise'),
        {
          pushers: [named('企业负责人', unit.owner)],
          supervisors: [named('科室负责人', unit.section)],
          members: [],
        },
      ],
    ];
    for (const [group, expected] of rows) {
      expect([group.kindKey, peopleIn(await detail(group))]).toEqual([group.kindKey, table(expected)]);
    }
  });

  it('gives each 单位 its own first level, and none to schools', async () => {
    const [post] = await addUnits(town.region.id, [['税务所', 'department']]);
    const groups = (await listed(`level=1&regionId=${post!}`)).items;
    expect(groups.map(({ kindKey, placeName }: Json) => [kindKey, placeName])).toEqual([['unit', '蟒河镇 税务所']]);
    const [primary] = await addUnits(town.region.id, [['第二小学', 'school']]);
    const ofSchool = (await listed(`regionId=${primary!}`)).items;
    expect(ofSchool.map(({ kindKey }: Json) => kindKey)).toEqual(['school']);
  });
});

async function addUnits(
  parentId: number,
  units: [name: string, unitKind: 'department' | 'school'][],
): Promise<number[]> {
  const regions = test.app.get(RegionsService);
  const added = await test.database.transaction(async (transaction) =>
    regions.insertLocal(
      transaction,
      null,
      await regions.require(transaction, parentId),
      units.map(([name, unitKind]) => ({ level: 'unit', name, unitKind })),
    ),
  );
  await test.work();
  return added.map(({ id }) => id);
}

describe("泾县's own chain (S2.9)", () => {
  let county: TestApp;
  let world: World;

  beforeAll(async () => {
    county = await createTestApp();
    world = await buildWorld(county);
  });
  afterAll(() => county.close());

  it('runs from the police to the committee and on into each registered group', async () => {
    const client = await county.as(world.people.countyOffice);
    const shown = async (kindKey: string, regionId: number) => {
      const [group] = await groupsOf(county, world.plan.id, { kindKey, regionId });
      const body = ok(await client.get(`/chat-groups/${group!.id}`));
      return { level: body.level, upper: body.upperId, id: body.id, ...peopleIn(body) };
    };
    const { people, villageA, groupA, department, unit } = world;
    const police = named('社区（村）民辅警', people.auxiliaryPolice, people.police).sort();
    const committee = await shown('committee', villageA.id);
    expect(committee).toEqual({
      id: committee.id,
      level: 1,
      upper: null,
      pushers: police,
      supervisors: [...named('乡镇分管领导', people.townshipLeader), ...named('派出所长', people.policeChief)].sort(),
      members: named('居（村）委会工作人员', people.villageHead, people.gridChief).sort(),
    });
    expect(await shown('residents', groupA.id)).toMatchObject({
      level: 2,
      upper: committee.id,
      pushers: named('居（村）委会工作人员', people.villageHead),
      supervisors: police,
      members: named('群负责人', people.groupLeader),
    });
    // Units and schools of the township have no committee above them.
    expect(await shown('unit', department.id)).toMatchObject({
      upper: null,
      pushers: named('群负责人', people.unitDeputy),
      supervisors: [...named('单位主要领导', people.unitHead), ...named('社区（村）民辅警', people.police)].sort(),
      members: named('联络员', people.liaison),
    });
    expect(await shown('school', unit.id)).toMatchObject({
      pushers: named('群负责人', people.schoolHead),
      members: named('教师', people.teacher),
    });
    expect(await groupsOf(county, world.plan.id, { regionId: world.enterprise.id })).toEqual([]);
  });
});
