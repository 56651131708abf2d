import { Role } from '../../src/common/auth/index.js';
import { Cipher } from '../../src/common/crypto/index.js';
import type { Transaction } from '../../src/common/database/index.js';
import { PeopleService } from '../../src/modules/people/index.js';
import { PlansService } from '../../src/modules/plans/index.js';
import { Level, officialPlaces, type RegionRecord, RegionsService, UnitKind } from '../../src/modules/regions/index.js';
import type { TestApp, TestPerson } from './app.js';
import { officeAt, planStartsOn } from './world.js';
import { addDoor } from './world-doors.js';

/** A group as tests find it: of which kind, at which place. */
export interface TownGroup {
  id: string;
  kindKey: string;
  level: number;
  regionId: number;
  classId: string | null;
  name: string;
}

export interface TownVillage {
  region: RegionRecord;
  groups: RegionRecord[];
  heads: TestPerson[];
  leaders: TestPerson[];
  police: TestPerson;
}

/** 蟒河镇 with its 18 villages, a school and a department with an enterprise: all three chains of S1.2, each group bound. */
export type MangheTown = Awaited<ReturnType<typeof buildMangheTown>>;

export async function buildMangheTown(test: TestApp, { startsOn = planStartsOn } = {}) {
  return new TownBuilder(test, startsOn).build();
}

class TownBuilder {
  private readonly people: PeopleService;
  private readonly regions: RegionsService;
  private count = 0;

  constructor(
    private readonly test: TestApp,
    private readonly startsOn: string,
  ) {
    this.people = test.app.get(PeopleService);
    this.regions = test.app.get(RegionsService);
  }

  async build() {
    const town = await this.test.database.transaction((transaction) => this.places(transaction));
    const plan = await this.test.app.get(PlansService).start(officeAt(Role.TownshipOffice, town.region), {
      preset: 'manghe',
      regionId: town.region.id,
      startsOn: this.startsOn,
    });
    await this.test.work();
    const groups = await this.test.database.query<TownGroup>(
      `SELECT id, kind_key AS kindKey, level, region_id AS regionId, class_id AS classId, name
         FROM chat_groups WHERE plan_id = ? AND closed_at IS NULL ORDER BY level, region_id`,
      [plan.id],
    );
    await this.bind(groups);
    return { ...town, plan, groups };
  }

  private async places(transaction: Transaction) {
    await this.regions.insertOfficial(transaction, officialPlaces('140522108'));
    const region = (await this.regions.byCodes(transaction, ['140522108000'])).get('140522108000')!;
    const office = await this.person(transaction, Role.TownshipOffice, region);
    const colleague = await this.person(transaction, Role.TownshipOffice, region);
    const chief = await this.person(transaction, Role.TownshipChief, region);
    const leader = await this.person(transaction, Role.TownshipLeader, region);
    const policeChief = await this.person(transaction, Role.PoliceChief, region);
    const villages: TownVillage[] = [];
    for (const village of await this.villagesOf(transaction, region)) {
      villages.push(await this.village(transaction, village, villages.length === 0 ? 2 : 1));
    }
    const school = await this.school(transaction, region, villages[0]!.region);
    const unit = await this.unit(transaction, region);
    return { region, office, colleague, chief, leader, policeChief, villages, school, unit };
  }

  private async villagesOf(transaction: Transaction, town: RegionRecord): Promise<RegionRecord[]> {
    const rows = await transaction.query<{ id: number }>(
      'SELECT id FROM regions WHERE parent_id = ? AND level = ? ORDER BY code',
      [town.id, Level.Village],
    );
    const byId = await this.regions.byIds(
      transaction,
      rows.map(({ id }) => id),
    );
    return rows.map(({ id }) => byId.get(id)!);
  }

  private async village(transaction: Transaction, region: RegionRecord, heads: number): Promise<TownVillage> {
    const names = ['第一村民组', '第二村民组'];
    const groups = await this.regions.insertLocal(
      transaction,
      null,
      region,
      names.map((name) => ({ level: 'group' as const, name })),
    );
    const many = async (role: Role, places: readonly RegionRecord[]) => {
      const people: TestPerson[] = [];
      for (const place of places) people.push(await this.person(transaction, role, place));
      return people;
    };
    return {
      region,
      groups,
      heads: await many(
        Role.VillageHead,
        Array.from({ length: heads }, () => region),
      ),
      leaders: await many(Role.GroupLeader, groups),
      police: await this.person(transaction, Role.Police, region),
    };
  }

  private async school(transaction: Transaction, town: RegionRecord, village: RegionRecord) {
    const [region] = await this.regions.insertLocal(transaction, null, town, [
      { level: 'unit', name: '镇中心学校', unitKind: UnitKind.School },
    ]);
    const head = await this.person(transaction, Role.SchoolHead, region!);
    const [grid] = await this.regions.insertLocal(transaction, null, village, [{ level: 'grid', name: '第一网格' }]);
    const classes = [];
    for (const name of ['一年级一班', '二年级一班']) {
      const door = await addDoor(transaction, this.test.app.get(Cipher), {
        kind: 'class',
        code: name.slice(0, 2),
        name,
        gridId: grid!.id,
        unitId: region!.id,
      });
      const teacher = await this.person(transaction, Role.Teacher, region!);
      await transaction.insert('door_assignments', [
        { door_id: door.id, person_id: teacher.id, claimed: 0, started_at: this.test.clock.now(), ended_at: null },
      ]);
      classes.push({ door, teacher });
    }
    return { region: region!, head, classes };
  }

  private async unit(transaction: Transaction, town: RegionRecord) {
    const [region] = await this.regions.insertLocal(transaction, null, town, [
      { level: 'unit', name: '供电所', unitKind: UnitKind.Department },
    ]);
    const [enterprise] = await this.regions.insertLocal(transaction, null, region!, [
      { level: 'unit', name: '蟒河水泥厂', unitKind: UnitKind.Enterprise },
    ]);
    return {
      region: region!,
      enterprise: enterprise!,
      head: await this.person(transaction, Role.UnitHead, region!),
      deputy: await this.person(transaction, Role.UnitDeputy, region!),
      section: await this.person(transaction, Role.SectionHead, region!),
      owner: await this.person(transaction, Role.UnitHead, enterprise!),
    };
  }

  private async person(transaction: Transaction, role: Role, region: RegionRecord): Promise<TestPerson> {
    this.count += 1;
    const phone = `19912${String(this.count).padStart(6, '0')}`;
    const name = `${surnames[this.count % surnames.length]}试${numerals[Math.floor(this.count / surnames.length)]}`;
    const posts = [{ role, regionId: region.id }];
    this.test.keepSecret(phone);
    return { id: await this.people.createStaff(transaction, { name, phone, posts }, null), name, phone };
  }

  /** As registration cards would have done; that they do is for their own tests. */
  private async bind(groups: readonly TownGroup[]): Promise<void> {
    await this.test.database.transaction(async (transaction) => {
      for (const { id } of groups) {
        await transaction.execute('UPDATE chat_groups SET opengid = ?, bound_at = ? WHERE id = ?', [
          this.test.wechat.group(id).opengid,
          this.test.clock.now(),
          id,
        ]);
      }
    });
  }
}

const surnames = ['赵', '钱', '孙', '李', '周', '吴', '郑', '王', '冯', '陈', '褚', '卫'];
const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千'];
