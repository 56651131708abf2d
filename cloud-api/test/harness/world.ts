import { v7 as uuid7 } from 'uuid';
import { Actor, Role } from '../../src/common/auth/index.js';
import { Cipher } from '../../src/common/crypto/index.js';
import type { Transaction } from '../../src/common/database/index.js';
import { DoorKeyWriter } from '../../src/modules/doors/index.js';
import { PeopleService } from '../../src/modules/people/index.js';
import { PlansService } from '../../src/modules/plans/index.js';
import { officialPlaces, type RegionRecord, RegionsService, type UnitKind } from '../../src/modules/regions/index.js';
import type { TestApp, TestPerson } from './app.js';
import { addDoor, type DoorDraft, type WorldDoor } from './world-doors.js';

/** The day from which the visitors are trained, and the day on which the plans began. */
export const trainedOn = '2026-11-02';
export const planStartsOn = '2026-11-05';

/** 泾县 with one township, 桃花潭镇; and 阳城县 with 蟒河镇, which nobody of 泾县 may know of. */
export type World = Awaited<ReturnType<typeof buildWorld>>;

export async function buildWorld(test: TestApp, { startsOn = planStartsOn } = {}) {
  const builder = new WorldBuilder(test, startsOn);
  return test.database
    .transaction(async (transaction) => builder.build(transaction))
    .then((world) => builder.startPlans(world));
}

class WorldBuilder {
  private readonly regions: RegionsService;
  private readonly people: PeopleService;
  private phones = 0;

  constructor(
    private readonly test: TestApp,
    private readonly startsOn: string,
  ) {
    this.regions = test.app.get(RegionsService);
    this.people = test.app.get(PeopleService);
  }

  async build(transaction: Transaction) {
    const home = await this.home(transaction);
    const elsewhere = await this.elsewhere(transaction);
    return { ...home, elsewhere };
  }

  async startPlans<W extends { county: RegionRecord; elsewhere: { township: RegionRecord } }>(world: W) {
    const plans = this.test.app.get(PlansService);
    const start = (preset: string, region: RegionRecord, role: Role) =>
      plans.start(officeAt(role, region), { preset, regionId: region.id, startsOn: this.startsOn });
    const plan = await start('jingxian', world.county, Role.CountyOffice);
    const elsewherePlan = await start('manghe', world.elsewhere.township, Role.TownshipOffice);
    await this.test.work();
    return { ...world, plan, elsewhere: { ...world.elsewhere, plan: elsewherePlan } };
  }

  private async home(transaction: Transaction) {
    await this.regions.insertOfficial(transaction, officialPlaces('341823103'));
    const codes = ['341823000000', '341823103000', '341823103201', '341823103218'];
    const places = await this.regions.byCodes(transaction, codes);
    const [county, township, villageA, villageB] = codes.map((code) => places.get(code)!) as Quad<RegionRecord>;
    const [a1, a2, groupA] = await this.draw(transaction, villageA, ['grid', 'grid', 'group']);
    const [b1, b2, groupB] = await this.draw(transaction, villageB, ['grid', 'grid', 'group']);
    const { unit, department, enterprise } = await this.units(transaction, township);
    const doors = await this.doors(transaction, { a1: a1!, a2: a2!, b1: b1!, b2: b2!, groupA: groupA! });
    const person = (name: string, role: Role, region: RegionRecord, trained: string | null = trainedOn) =>
      this.person(transaction, name, role, region, trained);
    const people = {
      countyOffice: await person('郑县办', Role.CountyOffice, county, null),
      townshipLeader: await person('冯镇长', Role.TownshipLeader, township, null),
      townshipOffice: await person('陈综治', Role.TownshipOffice, township, null),
      police: await person('褚民警', Role.Police, township),
      auxiliaryPolice: await person('卫辅警', Role.AuxiliaryPolice, villageA, null),
      villageHead: await person('蒋村主任', Role.VillageHead, villageA),
      gridChief: await person('沈网格长', Role.GridChief, villageA),
      gridWorker: await person('韩网格', Role.GridWorker, a1!),
      gridWorkerNext: await person('杨网格', Role.GridWorker, a2!),
      groupLeader: await person('朱组长', Role.GroupLeader, groupA!, null),
      teacher: await person('秦老师', Role.Teacher, unit),
      formerWorker: await person('尤前任', Role.GridWorker, a1!),
      townshipChief: await person('吕书记', Role.TownshipChief, township, null),
      policeChief: await person('施所长', Role.PoliceChief, township, null),
      schoolHead: await person('张校长', Role.SchoolHead, unit, null),
      unitHead: await person('孔局长', Role.UnitHead, department, null),
      unitDeputy: await person('曹副局长', Role.UnitDeputy, department, null),
      sectionHead: await person('严科长', Role.SectionHead, department, null),
      liaison: await person('华联络', Role.Liaison, department, null),
      enterpriseHead: await person('金经理', Role.UnitHead, enterprise, null),
    };
    await this.assign(transaction, doors.classroom.id, people.teacher.id);
    await transaction.execute('UPDATE posts SET revoked_at = ? WHERE person_id = ?', [
      this.test.clock.now(),
      people.formerWorker.id,
    ]);
    return {
      county,
      township,
      villageA,
      villageB,
      a1: a1!,
      a2: a2!,
      b1: b1!,
      b2: b2!,
      groupA: groupA!,
      groupB: groupB!,
      unit,
      department,
      enterprise,
      doors,
      people,
      resident: { id: 'resident', name: '王德福', phone: residentPhone } satisfies TestPerson,
    };
  }

  /** The school, a department, and an enterprise that the department looks after. */
  private async units(transaction: Transaction, township: RegionRecord) {
    const unit = async (parent: RegionRecord, name: string, unitKind: UnitKind) => {
      const [made] = await this.regions.insertLocal(transaction, null, parent, [{ level: 'unit', name, unitKind }]);
      return made!;
    };
    const school = await unit(township, '查济小学', 'school');
    const department = await unit(township, '桃花潭市场监管所', 'department');
    const enterprise = await unit(department, '桃花潭客栈', 'enterprise');
    return { unit: school, department, enterprise };
  }

  /** Ten doors: four in a1, two in a2, three in b1, one in b2. */
  private async doors(
    transaction: Transaction,
    { a1, a2, b1, b2, groupA }: Record<'a1' | 'a2' | 'b1' | 'b2' | 'groupA', RegionRecord>,
  ) {
    const door = (draft: DoorDraft) => this.door(transaction, draft);
    return {
      wang: await door({
        code: 'A101',
        name: '王德福',
        gridId: a1.id,
        groupId: groupA.id,
        residents: [
          { name: '王德福', phone: residentPhone, tags: ['elderly'], birthMonth: '1955-03' },
          { name: '王小军', relation: 'child', tags: ['returnee', 'migrant_worker'], birthMonth: '1988-07' },
        ],
      }),
      li: await door({ code: 'A102', name: '李秀英', gridId: a1.id, residents: [{ name: '李秀英' }] }),
      zhao: await door({ code: 'A103', name: '赵长根', gridId: a1.id, residents: [{ name: '赵长根' }] }),
      shop: await door({ kind: 'individual_business', code: 'A190', name: '桃花潭便利店', gridId: a1.id }),
      sun: await door({
        code: 'A201',
        name: '孙桂兰',
        gridId: a2.id,
        residents: [{ name: '孙桂兰' }, { name: '孙明', relation: 'child', tags: ['returnee'] }],
      }),
      factory: await door({
        kind: 'enterprise',
        code: 'A290',
        name: '桃花潭宣纸厂',
        gridId: a2.id,
        residents: [
          { name: '周厂长', relation: 'owner', tags: ['enterprise_head'] },
          { name: '吴会计', relation: 'staff', tags: ['finance_staff'] },
        ],
      }),
      qian: await door({
        code: 'B101',
        name: '钱大海',
        gridId: b1.id,
        residents: [{ name: '钱大海', phone: '19900020002' }],
      }),
      feng: await door({ code: 'B102', name: '冯有才', gridId: b1.id, residents: [{ name: '冯有才' }] }),
      classroom: await door({ kind: 'class', code: 'B190', name: '三年级一班', gridId: b1.id }),
      tao: await door({ code: 'B201', name: '陶金花', gridId: b2.id, residents: [{ name: '陶金花' }] }),
    };
  }

  private async elsewhere(transaction: Transaction) {
    await this.regions.insertOfficial(transaction, officialPlaces('140522108'));
    const codes = ['140522000000', '140522108000', '140522108200', '140522108201'];
    const places = await this.regions.byCodes(transaction, codes);
    const [county, township, village, villageNext] = codes.map((code) => places.get(code)!) as Quad<RegionRecord>;
    const [grid, group] = await this.draw(transaction, village, ['grid', 'group']);
    const door = await this.door(transaction, {
      code: 'M101',
      name: '郭来喜',
      gridId: grid!.id,
      residents: [{ name: '郭来喜', phone: '19900029999' }],
    });
    const office = await this.person(transaction, '许综治', Role.TownshipOffice, township, null);
    const worker = await this.person(transaction, '何网格', Role.GridWorker, grid!, trainedOn);
    return { county, township, village, villageNext, grid: grid!, group: group!, door, office, worker };
  }

  private draw(transaction: Transaction, village: RegionRecord, levels: ('grid' | 'group')[]) {
    const drafts = levels.map((level, index) => ({
      level,
      name: `${['第一', '第二', '第三'][index]}${localNames[level]}`,
    }));
    return this.regions.insertLocal(transaction, null, village, drafts);
  }

  private async door(transaction: Transaction, draft: DoorDraft): Promise<WorldDoor> {
    for (const { name, phone } of draft.residents ?? []) this.test.keepSecret(name, ...(phone ? [phone] : []));
    const door = await addDoor(transaction, this.test.app.get(Cipher), draft);
    await this.test.app.get(DoorKeyWriter).rewrite(transaction, [door.id]);
    return door;
  }

  private async person(
    transaction: Transaction,
    name: string,
    role: Role,
    region: RegionRecord,
    trained: string | null,
  ): Promise<TestPerson> {
    this.phones += 1;
    const phone = `199000100${String(this.phones).padStart(2, '0')}`;
    const member = { name, phone, posts: [{ role, regionId: region.id }], ...(trained ? { trainedOn: trained } : {}) };
    this.test.keepSecret(name, phone);
    return { id: await this.people.createStaff(transaction, member, null), name, phone };
  }

  private async assign(transaction: Transaction, doorId: string, personId: string): Promise<void> {
    await transaction.insert('door_assignments', [
      { door_id: doorId, person_id: personId, claimed: 0, started_at: this.test.clock.now(), ended_at: null },
    ]);
  }
}

const localNames = { grid: '网格', group: '村民组' };

type Quad<T> = [T, T, T, T];

const residentPhone = '19900020001';

/** An office that acts before anybody has signed in. */
export function officeAt(role: Role, { id, path }: RegionRecord): Actor {
  return new Actor(uuid7(), '', [{ id: '', role, regionId: id, path }], true, null);
}
