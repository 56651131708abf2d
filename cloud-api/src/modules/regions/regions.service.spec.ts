import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Actor, Role } from '../../common/auth/index.js';
import { Database } from '../../common/database/index.js';
import { createTestModules, type TestModules } from '../../../test/harness/modules.js';
import type { Region } from './dto/region.dto.js';
import { officialPlaces } from './official-places.js';
import { RegionsModule } from './regions.module.js';
import type { RegionRecord } from './regions.repository.js';
import { RegionsService } from './regions.service.js';

let application: TestModules;
let database: Database;
let regions: RegionsService;
let places: Map<string, RegionRecord>;

beforeAll(async () => {
  application = await createTestModules([RegionsModule]);
  database = application.get(Database);
  regions = application.get(RegionsService);
  await importPlaces('140522108');
  await importPlaces('442000108');
  const codes = ['140522000000', '140522108000', '140522108200', '140522108201', '140522108203', '442000108000'];
  places = await regions.byCodes(database, codes);
});

afterAll(() => application.close());

function importPlaces(code: string): Promise<RegionRecord[]> {
  return database.transaction((transaction) => regions.insertOfficial(transaction, officialPlaces(code)));
}

function place(code: string): RegionRecord {
  return places.get(code)!;
}

function actorAt(role: Role, region: { id: number; path: string }): Actor {
  return new Actor('actor', 'session', [{ id: 'post', role, regionId: region.id, path: region.path }], true, null);
}

const office = () => actorAt(Role.TownshipOffice, place('140522108000'));

async function eventsOf(region: Region): Promise<{ type: string; facts: unknown }[]> {
  const rows = await database.query<{ type: string; facts: string }>(
    "SELECT type, facts FROM events WHERE subject_kind = 'region' AND subject_id = ? ORDER BY id",
    [String(region.id)],
  );
  return rows.map(({ type, facts }) => ({ type, facts: JSON.parse(facts) as unknown }));
}

async function addDoor(gridId: number, groupId: number | null): Promise<void> {
  await database.transaction((transaction) =>
    transaction.insert('doors', [
      {
        id: `door-${gridId}-${groupId}`,
        kind: 'household',
        code: '1',
        name: '王某某',
        address: '一号',
        grid_id: gridId,
        group_id: groupId,
        children_under14: 0,
        registered_at_door: 0,
        version: 1,
        leaf_version: 1,
        created_at: 0,
      },
    ]),
  );
}

const villagesOf = async (townshipId: number) =>
  (await regions.list(office(), townshipId)).filter(({ level }) => level === 'village');

const newGrid = (parentId: number, name: string) => regions.create(office(), { parentId, level: 'grid', name });

describe('the official list', () => {
  it('adds a township with its ancestors and villages once', async () => {
    expect(await importPlaces('140522108')).toEqual([]);
    const [counted] = await database.query<{ count: number }>(
      "SELECT COUNT(*) AS count FROM regions WHERE code LIKE '140522108%'",
    );
    expect(Number(counted!.count)).toBe(19);
    const village = await regions.get(office(), place('140522108200').id);
    expect(village.path.map(({ name }) => name)).toEqual(['山西省', '晋城市', '阳城县', '蟒河镇', '台头村']);
  });

  it('adds the rest of the county around a township that is there already', async () => {
    const before = await regions.byCodes(database, ['140522108000']);
    const added = await importPlaces('140522');
    expect(added.some(({ code }) => code === '140522108000')).toBe(false);
    expect(added.every(({ path: own }) => own.startsWith(place('140522000000').path))).toBe(true);
    expect(await regions.byCodes(database, ['140522108000'])).toEqual(before);
  });

  it('holds 中山, which has no counties, once', async () => {
    const township = place('442000108000');
    const described = await regions.get(actorAt(Role.TownshipLeader, township), township.id);
    expect(described.path.map(({ name, level }) => [name, level])).toEqual([
      ['广东省', 'province'],
      ['中山市', 'city'],
      ['港口镇', 'township'],
    ]);
  });
});

describe('reading the tree', () => {
  it('starts from the regions of the actor’s posts', async () => {
    expect((await regions.list(office(), undefined)).map(({ name }) => name)).toEqual(['蟒河镇']);
    const villages = await regions.list(office(), place('140522108000').id);
    expect(villages).toHaveLength(18);
    expect(villages[0]).toMatchObject({ code: '140522108200', name: '台头村', level: 'village' });
  });

  it('hides what lies outside or above', async () => {
    const notFound = { status: 404 };
    await expect(regions.get(office(), place('140522000000').id)).rejects.toMatchObject(notFound);
    await expect(regions.list(office(), place('442000108000').id)).rejects.toMatchObject(notFound);
    await expect(regions.get(office(), 999_999)).rejects.toMatchObject(notFound);
  });
});

describe('drawing grids, groups and units', () => {
  it('gives every grid its clock and refuses a second one of the name', async () => {
    const grid = await newGrid(place('140522108200').id, ' 第一网格 ');
    expect(grid).toMatchObject({ name: '第一网格', level: 'grid', parentId: place('140522108200').id, code: null });
    expect(await database.query('SELECT version FROM leaf_clocks WHERE region_id = ?', [grid.id])).toHaveLength(1);
    expect(await eventsOf(grid)).toMatchObject([{ type: 'region.created', facts: { level: 'grid' } }]);
    await expect(newGrid(place('140522108200').id, '第一网格')).rejects.toMatchObject({
      status: 409,
      code: 'conflict',
    });
  });

  it('refuses a second one of the name also when both come at once', async () => {
    const both = await Promise.allSettled([1, 2].map(() => newGrid(place('140522108200').id, '同时的网格')));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('hangs grids and groups below villages only, units higher too', async () => {
    const township = place('140522108000').id;
    await expect(newGrid(township, '网格')).rejects.toMatchObject({ code: 'validation_failed' });
    expect(await regions.create(office(), { parentId: township, level: 'unit', name: '中心学校' })).toMatchObject({
      level: 'unit',
      parentId: township,
    });
  });

  it('needs the permission there', async () => {
    const head = actorAt(Role.VillageHead, place('140522108201'));
    const request = { parentId: place('140522108201').id, level: 'grid' as const, name: '第一网格' };
    await expect(regions.create(head, request)).rejects.toMatchObject({ status: 403 });
    await expect(regions.create(head, { ...request, parentId: place('140522108200').id })).rejects.toMatchObject({
      status: 404,
    });
  });

  it('renames, but not to a sibling’s name', async () => {
    const grid = await newGrid(place('140522108201').id, '旧名');
    await newGrid(place('140522108201').id, '别名');
    expect(await regions.change(office(), grid.id, { name: '新名' })).toMatchObject({ name: '新名' });
    await expect(regions.change(office(), grid.id, { name: '别名' })).rejects.toMatchObject({ status: 409 });
    expect((await eventsOf(grid)).at(-1)).toEqual({ type: 'region.renamed', facts: { from: '旧名', to: '新名' } });
  });
});

describe('closing', () => {
  it('refuses a grid or group that still has doors', async () => {
    const village = place('140522108203').id;
    const grid = await newGrid(village, '有户网格');
    const group = await regions.create(office(), { parentId: village, level: 'group', name: '有户小组' });
    const idle = await regions.create(office(), { parentId: village, level: 'group', name: '空小组' });
    await addDoor(grid.id, group.id);
    await expect(regions.close(office(), grid.id, {})).rejects.toMatchObject({ status: 409, code: 'conflict' });
    await expect(regions.close(office(), group.id, {})).rejects.toMatchObject({ status: 409, code: 'conflict' });
    expect((await regions.close(office(), idle.id, {})).closedOn).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  it('refuses a village that still has grids and no successor', async () => {
    await expect(regions.close(office(), place('140522108203').id, {})).rejects.toMatchObject({ status: 409 });
  });

  it('merges a village into another: grids move with all below, and keep their doors', async () => {
    const [from, to] = (await villagesOf(place('140522108000').id)).slice(-2);
    const first = await newGrid(from!.id, '第一网格');
    const second = await newGrid(from!.id, '第二网格');
    await newGrid(to!.id, '第一网格');
    const leafBefore = await database.query('SELECT version FROM leaf_clocks WHERE region_id = ?', [first.id]);

    const closed = await regions.close(office(), from!.id, { successorId: to!.id });

    expect(closed).toMatchObject({ successorId: to!.id, parentId: from!.parentId });
    expect(closed.closedOn).not.toBeNull();
    const moved = await regions.get(office(), first.id);
    expect(moved.name).toBe(`${from!.name}第一网格`);
    expect(moved.path.map(({ id }) => id)).toEqual([...to!.path.map(({ id }) => id), first.id]);
    expect((await regions.list(office(), to!.id)).map(({ id }) => id)).toEqual(
      expect.arrayContaining([first.id, second.id]),
    );
    expect(
      (await regions.leavesUnder(database, `${to!.path.map(({ id }) => `/${id}`).join('')}/`)).map(({ id }) => id),
    ).toEqual(expect.arrayContaining([first.id, second.id]));
    expect((await eventsOf(second)).at(-1)).toEqual({
      type: 'region.moved',
      facts: { level: 'grid', fromParentId: from!.id, toParentId: to!.id },
    });
    expect((await eventsOf(closed)).at(-1)).toMatchObject({ type: 'region.closed' });
    expect(await database.query('SELECT version FROM leaf_clocks WHERE region_id = ?', [first.id])).not.toEqual(
      leafBefore,
    );
    await expect(newGrid(from!.id, '新网格')).rejects.toMatchObject({ status: 409, code: 'region_closed' });
    await expect(regions.close(office(), from!.id, {})).rejects.toMatchObject({ code: 'region_closed' });
  });

  it('leaves every path as the tree says, after any merges', async () => {
    await importPlaces('520327004');
    const township = (await regions.byCodes(database, ['520327004000'])).get('520327004000')!;
    const actor = actorAt(Role.TownshipOffice, township);
    const villages = (await regions.list(actor, township.id)).map(({ id }) => id);
    const parents = new Map(villages.map((id) => [id, township.id]));
    for (const village of villages) {
      for (const level of ['grid', 'grid', 'group', 'unit'] as const) {
        const made = await regions.create(actor, { parentId: village, level, name: `${level}${parents.size}` });
        parents.set(made.id, village);
      }
    }
    const pathOf = (id: number): string => (id === township.id ? township.path : `${pathOf(parents.get(id)!)}${id}/`);
    await fc.assert(
      fc.asyncProperty(fc.nat(villages.length - 1), fc.nat(villages.length - 1), async (a, b) => {
        const [from, to] = [villages[a]!, villages[b]!];
        const open = (await regions.list(actor, township.id)).map(({ id }) => id);
        fc.pre(from !== to && open.includes(from) && open.includes(to));
        await regions.close(actor, from, { successorId: to });
        for (const [id, parent] of parents) if (parent === from) parents.set(id, to);
        const stored = await regions.byIds(database, parents.keys());
        expect([...stored.values()].map(({ id, path: own }) => [id, own]).sort()).toEqual(
          [...parents.keys()].map((id) => [id, pathOf(id)]).sort(),
        );
        expect([...stored.values()].every(({ id, parentId }) => parentId === parents.get(id))).toBe(true);
      }),
      { numRuns: villages.length - 1, maxSkipsPerRun: 1000, endOnFailure: true },
    );
    expect(await regions.list(actor, township.id)).toHaveLength(1);
  });

  it('merges into another open region of the same level only', async () => {
    const [one, other] = await regions.list(office(), place('140522108000').id);
    const grid = await newGrid(other!.id, '某网格');
    const rejected = (rule: string) => ({ details: { errors: [{ field: 'successorId', rule }] } });
    await expect(regions.close(office(), one!.id, { successorId: one!.id })).rejects.toMatchObject(
      rejected('other_region_of_same_level'),
    );
    await expect(regions.close(office(), one!.id, { successorId: grid.id })).rejects.toMatchObject(
      rejected('other_region_of_same_level'),
    );
    await expect(regions.close(office(), one!.id, { successorId: place('442000108000').id })).rejects.toMatchObject(
      rejected('unknown_region'),
    );
  });

  it('belongs to the office above', async () => {
    await expect(regions.close(office(), place('140522108000').id, {})).rejects.toMatchObject({ status: 403 });
  });
});
