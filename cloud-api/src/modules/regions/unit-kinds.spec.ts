import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Actor, Role } from '../../common/auth/index.js';
import { Database } from '../../common/database/index.js';
import { createTestModules, type TestModules } from '../../../test/harness/modules.js';
import type { Region } from './dto/region.dto.js';
import { officialPlaces } from './official-places.js';
import type { UnitKind } from './region.rules.js';
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
  await database.transaction((transaction) => regions.insertOfficial(transaction, officialPlaces('140522108')));
  places = await regions.byCodes(database, ['140522108000', '140522108200']);
});

afterAll(() => application.close());

const place = (code: string): RegionRecord => places.get(code)!;

function office(): Actor {
  const { id, path } = place('140522108000');
  return new Actor('actor', 'session', [{ id: 'post', role: Role.TownshipOffice, regionId: id, path }], true, null);
}

async function eventsOf(region: Region): Promise<{ type: string; facts: unknown }[]> {
  const rows = await database.query<{ type: string; facts: string }>(
    "SELECT type, facts FROM events WHERE subject_kind = 'region' AND subject_id = ? ORDER BY id",
    [String(region.id)],
  );
  return rows.map(({ type, facts }) => ({ type, facts: JSON.parse(facts) as unknown }));
}

describe('what a unit is', () => {
  const newUnit = (parentId: number, name: string, unitKind?: UnitKind) =>
    regions.create(office(), { parentId, level: 'unit', name, ...(unitKind ? { unitKind } : {}) });
  const rejected = (field: string, rule: string) => ({ details: { errors: [{ field, rule }] } });
  const township = () => place('140522108000').id;

  it('is said when it is made, else it is a department; other regions are nothing', async () => {
    expect(await newUnit(township(), '文化站')).toMatchObject({ unitKind: 'department' });
    const school = await newUnit(township(), '第二小学', 'school');
    expect(await regions.get(office(), school.id)).toMatchObject({ unitKind: 'school' });
    expect(await regions.get(office(), township())).toMatchObject({ unitKind: null });
    const grid = { parentId: place('140522108200').id, level: 'grid' as const, name: '不是学校' };
    await expect(regions.create(office(), { ...grid, unitKind: 'school' })).rejects.toMatchObject(
      rejected('unitKind', 'only_for_units'),
    );
    expect(await regions.create(office(), grid)).toMatchObject({ unitKind: null });
  });

  it('is changed like a name, with an event', async () => {
    const unit = await newUnit(township(), '敬老院');
    expect(await regions.change(office(), unit.id, { unitKind: 'hospital', name: '卫生院' })).toMatchObject({
      name: '卫生院',
      unitKind: 'hospital',
    });
    expect((await eventsOf(unit)).slice(1)).toEqual([
      { type: 'region.renamed', facts: { from: '敬老院', to: '卫生院' } },
      { type: 'region.unit_kind_changed', facts: { from: 'department', to: 'hospital' } },
    ]);
    await regions.change(office(), unit.id, { unitKind: 'hospital' });
    expect(await eventsOf(unit)).toHaveLength(3);
    await expect(regions.change(office(), place('140522108200').id, { unitKind: 'school' })).rejects.toMatchObject(
      rejected('unitKind', 'only_for_units'),
    );
  });

  it('becomes a school with its classes, unless somebody said otherwise', async () => {
    const [bare, hospital] = [await newUnit(township(), '教学点'), await newUnit(township(), '医院', 'hospital')];
    await database.transaction((transaction) => regions.markSchools(transaction, 'actor', [hospital.id, bare.id]));
    expect(await regions.get(office(), bare.id)).toMatchObject({ unitKind: 'school' });
    expect(await regions.get(office(), hospital.id)).toMatchObject({ unitKind: 'hospital' });
    expect((await eventsOf(bare)).at(-1)).toMatchObject({ type: 'region.unit_kind_changed' });
  });

  it('lets enterprises hang below a department, but no school and nothing deeper', async () => {
    const department = await newUnit(township(), '企业服务中心');
    const enterprise = await newUnit(department.id, '建材厂', 'enterprise');
    expect(enterprise.path.map(({ name }) => name).slice(-3)).toEqual(['蟒河镇', '企业服务中心', '建材厂']);
    expect((await regions.list(office(), department.id)).map(({ name }) => name)).toEqual(['建材厂']);
    await expect(newUnit(department.id, '小学', 'school')).rejects.toMatchObject(
      rejected('unitKind', 'school_below_unit'),
    );
    await expect(regions.change(office(), enterprise.id, { unitKind: 'school' })).rejects.toMatchObject(
      rejected('unitKind', 'school_below_unit'),
    );
    await expect(newUnit(enterprise.id, '车间')).rejects.toMatchObject(rejected('level', 'not_below_this_parent'));
  });

  it('merges departments with what they look after, never into what hangs below one', async () => {
    const [from, to] = [await newUnit(township(), '工商所'), await newUnit(township(), '市监所')];
    const shop = await newUnit(from.id, '药店', 'enterprise');
    const below = await newUnit(to.id, '饭店', 'enterprise');
    for (const successor of [shop, below]) {
      await expect(regions.close(office(), from.id, { successorId: successor.id })).rejects.toMatchObject(
        rejected('successorId', 'other_region_of_same_level'),
      );
    }
    await regions.close(office(), from.id, { successorId: to.id });
    expect(await regions.get(office(), shop.id)).toMatchObject({ parentId: to.id, unitKind: 'enterprise' });
    await regions.close(office(), shop.id, { successorId: below.id });
    expect((await regions.list(office(), to.id)).map(({ name }) => name)).toEqual(['饭店']);
  });
});
