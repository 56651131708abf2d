import { Injectable } from '@nestjs/common';
import { type Actor, Role, roleLabels } from '../../common/auth/index.js';
import { Clock } from '../../common/clock/index.js';
import { Database } from '../../common/database/index.js';
import { ErrorCode, Problem } from '../../common/problem/index.js';
import { Configuration } from '../../config/index.js';
import { ChatGroupsDirectory, type GroupEntry } from '../chat-groups/index.js';
import { type SessionDto, SessionService } from '../people/index.js';
import type { DemoPeople, DemoPerson } from './dto/demo.dto.js';
import { EmulatedWechat } from './emulated-wechat.js';

const usualPerRole = 2;
/** Of some more are needed to play a directive down to the last groups of a village, and late in another. */
const perRole: Partial<Record<Role, number>> = { group_leader: 4, police: 3 };
/** Whoever tries the system meets it best in this order; villagers, who have no role, come last. */
const tryFirst: Role[] = [
  Role.GridWorker,
  Role.VillageHead,
  Role.TownshipOffice,
  Role.CountyOffice,
  Role.TownshipLeader,
  Role.Police,
  Role.GroupLeader,
  Role.SchoolHead,
  Role.Teacher,
  Role.TownshipChief,
  Role.PoliceChief,
  Role.AuxiliaryPolice,
  Role.GridChief,
  Role.UnitHead,
  Role.UnitDeputy,
  Role.SectionHead,
  Role.Liaison,
];

interface Candidate {
  personId: string;
  name: string;
  role: Role | null;
  place: string;
  /** Of a grid or 村民小组, whose own name there are many of. */
  village: string | null;
  town: string;
}

/** The people of the demo, and signing in as one of them. */
@Injectable()
export class DemoService {
  constructor(
    private readonly configuration: Configuration,
    private readonly database: Database,
    private readonly sessions: SessionService,
    private readonly groups: ChatGroupsDirectory,
    private readonly wechat: EmulatedWechat,
    private readonly clock: Clock,
  ) {}

  /** A few people of each role in each place where a plan runs. */
  async people(): Promise<DemoPeople> {
    this.requireDemo();
    const places = new Map<string, DemoPerson[]>();
    for (const { town, village, ...person } of [...(await this.staff()), ...(await this.villagers())]) {
      const people = places.get(town) ?? [];
      places.set(town, people);
      if (people.filter(({ role }) => role === person.role).length >= mostOf(person.role)) continue;
      const place = village === null ? person.place : `${village} ${person.place}`;
      people.push({ ...person, place, roleLabel: person.role === null ? '村民' : roleLabels[person.role] });
    }
    return { places: [...places].map(([name, people]) => ({ name, people: people.sort(byTryingOrder) })) };
  }

  async signIn(personId: string): Promise<SessionDto> {
    this.requireDemo();
    const [person] = await this.database.query('SELECT id FROM people WHERE id = ?', [personId]);
    if (!person) throw Problem.notFound();
    return this.sessions.signInAs(personId);
  }

  /** A 404 for groups that the actor neither has a part in nor belongs to as a resident: they are in no such group. */
  async groupEntry(actor: Actor, groupId: string): Promise<GroupEntry> {
    this.requireDemo();
    if (!(await this.isIn(actor, groupId))) throw Problem.notFound();
    const { code } = await this.wechat.login(actor.personId);
    await this.sessions.linkWechat(actor.personId, code);
    return this.wechat.enter(groupId, actor.personId);
  }

  private async isIn({ personId, residentId }: Actor, groupId: string): Promise<boolean> {
    const { database, groups } = this;
    const parts = await groups.groupsOfPerson(database, personId);
    const pushed = await groups.groupsOfPusher(database, personId, this.clock.now());
    const homes = residentId === null ? [] : await groups.groupsOfResident(database, residentId);
    return [...parts, ...pushed].some((one) => one.groupId === groupId) || homes.some(({ id }) => id === groupId);
  }

  private staff(): Promise<Candidate[]> {
    return this.database.query<Candidate>(
      `SELECT p.id AS personId, p.name, po.role, r.name AS place, v.name AS village, planned.name AS town
         FROM posts po
         JOIN people p ON p.id = po.person_id
         JOIN regions r ON r.id = po.region_id
         LEFT JOIN regions v ON v.id = r.parent_id AND r.level IN ('grid', 'group')
         JOIN plans pl ON pl.state = 'active'
         JOIN regions planned ON planned.id = pl.region_id AND r.path LIKE ${this.below('planned.path')}
        WHERE po.revoked_at IS NULL
        ORDER BY planned.id, LENGTH(r.path), po.created_at, po.id`,
    );
  }

  private villagers(): Promise<Candidate[]> {
    return this.database.query<Candidate>(
      `SELECT p.id AS personId, p.name, NULL AS role, g.name AS place, v.name AS village, planned.name AS town
         FROM people p
         JOIN residents s ON s.id = p.resident_id
         JOIN doors d ON d.id = s.door_id
         JOIN regions g ON g.id = d.grid_id
         JOIN regions v ON v.id = g.parent_id
         JOIN plans pl ON pl.state = 'active'
         JOIN regions planned ON planned.id = pl.region_id AND g.path LIKE ${this.below('planned.path')}
        ORDER BY planned.id, p.created_at, p.id LIMIT 50`,
    );
  }

  private below(path: string): string {
    return this.database.dialect === 'sqlite' ? `${path} || '%'` : `CONCAT(${path}, '%')`;
  }

  private requireDemo(): void {
    if (!this.configuration.demo) throw new Problem(404, ErrorCode.DemoDisabled);
  }
}

function mostOf(role: Role | null): number {
  return (role === null ? undefined : perRole[role]) ?? usualPerRole;
}

function byTryingOrder(a: DemoPerson, b: DemoPerson): number {
  const place = ({ role }: DemoPerson) => (role === null ? tryFirst.length : tryFirst.indexOf(role));
  return place(a) - place(b);
}
