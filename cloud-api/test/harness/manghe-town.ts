import { v7 as uuid7 } from 'uuid';
import { Role } from '../../src/common/auth/index.js';
import { Cipher } from '../../src/common/crypto/index.js';
import type { Transaction } from '../../src/common/database/index.js';
import { PeopleService } from '../../src/modules/people/index.js';
import { PlansService } from '../../src/modules/plans/index.js';
import { Level, officialPlaces, type RegionRecord, RegionsService, UnitKind } from '../../src/modules/regions/index.js';
import type { TestApp, TestPerson } from './app.js';
import type { Json, TestClient } from './client.js';
import { TestPhone } from './commands.js';
import { planStartsOn } from './world.js';
import { officeAt } from './world.js';
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

export async function buildMangheTown(test: TestApp) {
  return new TownBuilder(test).build();
}

class TownBuilder {
  private readonly people: PeopleService;
  private readonly regions: RegionsService;
  private count = 0;

  constructor(private readonly test: TestApp) {
    this.people = test.app.get(PeopleService);
    this.regions = test.app.get(RegionsService);
  }

  async build() {
    const town = await this.test.database.transaction((transaction) => this.places(transaction));
    const plan = await this.test.app.get(PlansService).start(officeAt(Role.TownshipOffice, town.region), {
      preset: 'manghe',
      regionId: town.region.id,
      startsOn: planStartsOn,
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

/** Plays the people of the town: offices that publish, pushers that sign and push, members that open cards. */
export class TownPlay {
  constructor(
    private readonly test: TestApp,
    readonly town: MangheTown,
  ) {}

  as(person: TestPerson): Promise<TestClient> {
    return this.test.as(person);
  }

  /** Written by the office and, as 特急 asks, approved by the leader: its detail. */
  async published(details: Json = {}): Promise<Json> {
    const office = await this.as(this.town.office);
    const draft = this.draft(details);
    const drafted = ok(await office.post('/directives', draft));
    const sent = ok(await office.post(`/directives/${draft.id}/publish`, { baseRevision: drafted.revision }));
    if (sent.state === 'published') return sent;
    const leader = await this.as(this.town.leader);
    return ok(await leader.post(`/directives/${draft.id}/approve`, { baseRevision: sent.revision }));
  }

  draft({ content, targets, ...details }: Json = {}): Json {
    return {
      id: uuid7(),
      planId: this.town.plan.id,
      regionId: this.town.region.id,
      kind: 'alert',
      severity: 'critical',
      content: { title: '冒充社保补缴短信', body: '不要点短信里的链接，不要报验证码。', ...content },
      targets: { chains: [], regionIds: [], audiences: [], deepestLevel: 3, ...targets },
      ...details,
    };
  }

  /** The board as the office sees it now. */
  async board(directiveId: string): Promise<Json> {
    const office = await this.as(this.town.office);
    return ok(await office.get(`/directives/${directiveId}/cascade`));
  }

  async relay(directiveId: string, group: TownGroup): Promise<Json> {
    const office = await this.as(this.town.office);
    const { items } = ok(await office.get(`/directives/${directiveId}/relays?level=${group.level}&limit=200`));
    return items.find(({ groupId }: Json) => groupId === group.id);
  }

  group(kindKey: string, place: { regionId?: number; classId?: string } = {}): TownGroup {
    const found = this.town.groups.find(
      (group) =>
        group.kindKey === kindKey &&
        (place.regionId === undefined || group.regionId === place.regionId) &&
        (place.classId === undefined || group.classId === place.classId),
    );
    if (!found) throw new Error(`no group ${kindKey}`);
    return found;
  }

  /** 签收 and push, each as its command. */
  async send(person: TestPerson, kind: 'relay.sign' | 'relay.push', relayId: string): Promise<Json> {
    const phone = new TestPhone(await this.as(person), this.test.clock);
    const [result] = await phone.push(phone.command(kind, { relayId }));
    return result!;
  }

  async signAndPush(person: TestPerson, relayId: string): Promise<void> {
    for (const kind of ['relay.sign', 'relay.push'] as const) {
      const { result } = await this.send(person, kind, relayId);
      if (result !== 'stored') throw new Error(`${kind} of ${person.name} was ${result}`);
    }
  }

  /** A member of the real group opens the card there; `in` another group when it was passed on. */
  async open(relayId: string, groupId: string, member: string, shown: { in?: string } = {}): Promise<Json> {
    const entry = this.entry(shown.in ?? groupId, member);
    return (await this.test.anonymous().post(`/cards/${relayId}/openings`, entry)).body;
  }

  entry(groupId: string, member: string): Json {
    const user = this.test.wechat.user(member);
    const { members } = this.test.wechat.group(groupId);
    this.test.wechat.group(groupId, [...new Set([...members, user.openid])]);
    const loginCode = user.login();
    return { loginCode, ...this.test.wechat.groupEnterInfo({ group: groupId, user: user.openid }) };
  }

  /** The pusher signs and pushes, and somebody of the group opens the card in it. */
  async carry(directiveId: string, group: TownGroup, pusher: TestPerson): Promise<void> {
    const { id } = await this.relay(directiveId, group);
    await this.signAndPush(pusher, id);
    await this.open(id, group.id, `member of ${group.id}`);
  }
}

export function ok({ status, body, text }: { status: number; body: Json; text: string }): Json {
  if (status !== 200) throw new Error(`answered with ${status}: ${text}`);
  return body;
}
