import { Injectable } from '@nestjs/common';
import { Role, roleLabels } from '../../common/auth/index.js';
import { Database } from '../../common/database/index.js';
import { ErrorCode, Problem } from '../../common/problem/index.js';
import { Configuration } from '../../config/index.js';
import { type SessionDto, SessionService } from '../people/index.js';
import type { DemoPeople, DemoPerson } from './dto/demo.dto.js';

const peoplePerRole = 2;
/** Whoever tries the system meets it best in this order; villagers, who have no role, come last. */
const tryFirst: Role[] = [
  Role.GridWorker,
  Role.VillageHead,
  Role.TownshipOffice,
  Role.CountyOffice,
  Role.Police,
  Role.TownshipLeader,
  Role.GridChief,
  Role.GroupLeader,
  Role.Teacher,
  Role.AuxiliaryPolice,
];

interface Candidate {
  personId: string;
  name: string;
  role: Role | null;
  place: string;
  town: string;
}

/** The people of the demo, and signing in as one of them. */
@Injectable()
export class DemoService {
  constructor(
    private readonly configuration: Configuration,
    private readonly database: Database,
    private readonly sessions: SessionService,
  ) {}

  /** A few people of each role in each place where a plan runs. */
  async people(): Promise<DemoPeople> {
    this.requireDemo();
    const places = new Map<string, DemoPerson[]>();
    for (const { town, ...person } of [...(await this.staff()), ...(await this.villagers())]) {
      const people = places.get(town) ?? [];
      places.set(town, people);
      if (people.filter(({ role }) => role === person.role).length >= peoplePerRole) continue;
      people.push({ ...person, roleLabel: person.role === null ? '村民' : roleLabels[person.role] });
    }
    return { places: [...places].map(([name, people]) => ({ name, people: people.sort(byTryingOrder) })) };
  }

  async signIn(personId: string): Promise<SessionDto> {
    this.requireDemo();
    const [person] = await this.database.query('SELECT id FROM people WHERE id = ?', [personId]);
    if (!person) throw Problem.notFound();
    return this.sessions.signInAs(personId);
  }

  groupEntry(..._: unknown[]): Promise<never> {
    return Promise.reject(Problem.notFound());
  }

  private staff(): Promise<Candidate[]> {
    return this.database.query<Candidate>(
      `SELECT p.id AS personId, p.name, po.role, r.name AS place, planned.name AS town
         FROM posts po
         JOIN people p ON p.id = po.person_id
         JOIN regions r ON r.id = po.region_id
         JOIN plans pl ON pl.state = 'active'
         JOIN regions planned ON planned.id = pl.region_id AND r.path LIKE ${this.below('planned.path')}
        WHERE po.revoked_at IS NULL
        ORDER BY planned.id, LENGTH(r.path), po.created_at, po.id`,
    );
  }

  private villagers(): Promise<Candidate[]> {
    return this.database.query<Candidate>(
      `SELECT p.id AS personId, p.name, NULL AS role, g.name AS place, planned.name AS town
         FROM people p
         JOIN residents s ON s.id = p.resident_id
         JOIN doors d ON d.id = s.door_id
         JOIN regions g ON g.id = d.grid_id
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

function byTryingOrder(a: DemoPerson, b: DemoPerson): number {
  const place = ({ role }: DemoPerson) => (role === null ? tryFirst.length : tryFirst.indexOf(role));
  return place(a) - place(b);
}
