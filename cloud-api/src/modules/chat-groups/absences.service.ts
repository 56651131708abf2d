import { Injectable } from '@nestjs/common';
import { type Actor, Permission } from '../../common/auth/index.js';
import { Clock } from '../../common/clock/index.js';
import { Database, type Queryable } from '../../common/database/index.js';
import { Problem } from '../../common/problem/index.js';
import { PeopleService } from '../people/index.js';
import { AbsenceRepository, type AbsenceRow } from './absence.repository.js';
import { toGroupPerson } from './chat-group.mapper.js';
import type { Absence, Absences, NewAbsence } from './dto/chat-group.dto.js';
import { GroupPeopleRepository } from './group-people.repository.js';

/** Who is away, and who stands in: a deputy does everything that the absent one does as a pusher. */
@Injectable()
export class AbsencesService {
  constructor(
    private readonly absences: AbsenceRepository,
    private readonly groupPeople: GroupPeopleRepository,
    private readonly people: PeopleService,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor, all: boolean): Promise<Absences> {
    const since = all ? null : this.clock.now();
    const paths = actor.pathsFor(Permission.PeopleManage);
    const rows = await this.absences.list(this.database, actor.personId, paths, since);
    const companions = await this.groupPeople.companions(this.database, actor.personId);
    return { items: rows.map(toAbsence), deputies: companions.map((line) => toGroupPerson(line, [])) };
  }

  /** One's own, or by the office of somebody's post. Sent again by the phone it is the same absence. */
  async add(actor: Actor, absence: NewAbsence): Promise<Absence> {
    const { id, personId = actor.personId, deputyId, startsAt, endsAt = null, reason = null } = absence;
    if (endsAt !== null && endsAt <= startsAt) throw Problem.validation([{ field: 'endsAt', rule: 'after_start' }]);
    if (deputyId === personId) throw Problem.validation([{ field: 'deputyId', rule: 'other_person' }]);
    return this.database.transaction(async (transaction) => {
      await this.requireOver(transaction, actor, personId);
      const known = await this.absences.one(transaction, id);
      if (known?.createdBy === actor.personId) return toAbsence(known);
      if (known) throw Problem.conflict('the id is taken');
      if (!(await this.absences.shareGroup(transaction, personId, deputyId))) {
        throw Problem.validation([{ field: 'deputyId', rule: 'of_same_group' }]);
      }
      await this.absences.insert(transaction, {
        id,
        person_id: personId,
        deputy_id: deputyId,
        starts_at: startsAt,
        ends_at: endsAt,
        reason: reason?.trim() ?? null,
        created_by: actor.personId,
        created_at: this.clock.now(),
      });
      transaction.record({
        type: 'absence.declared',
        actorId: actor.personId,
        subject: { kind: 'person', id: personId },
        facts: { absenceId: id, deputyId, startsAt, endsAt },
        personal: { reason: reason ?? '' },
      });
      return toAbsence((await this.absences.one(transaction, id))!);
    });
  }

  /** From now on they are back; cancelled twice is cancelled once. */
  async cancel(actor: Actor, id: string): Promise<void> {
    await this.database.transaction(async (transaction) => {
      const absence = await this.absences.one(transaction, id);
      if (!absence) throw Problem.notFound();
      if (absence.createdBy !== actor.personId) await this.requireOver(transaction, actor, absence.personId);
      if (!(await this.absences.cancel(transaction, id, this.clock.now()))) return;
      transaction.record({
        type: 'absence.cancelled',
        actorId: actor.personId,
        subject: { kind: 'person', id: absence.personId },
        facts: { absenceId: id },
      });
    });
  }

  private async requireOver(on: Queryable, actor: Actor, personId: string): Promise<void> {
    if (personId !== actor.personId) await this.people.requireReachable(on, actor, personId);
  }
}

function toAbsence({ createdBy: _creator, ...absence }: AbsenceRow): Absence {
  return absence;
}
