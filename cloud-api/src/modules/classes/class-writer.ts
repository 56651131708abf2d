import { Injectable } from '@nestjs/common';
import { v7 as uuid7 } from 'uuid';
import { Clock } from '../../common/clock/index.js';
import { StaleRead, type Transaction } from '../../common/database/index.js';
import { AssignmentsService, DoorsService } from '../doors/index.js';
import { LeafClock } from '../regions/index.js';
import { ClassesRepository, type ClassRow } from './classes.repository.js';

export interface ClassDraft {
  unitId: number;
  unitName: string;
  name: string;
  gridId: number;
  pupils: number;
}

/** Writes classes, their teachers and their families; the caller has decided that this may be done. */
@Injectable()
export class ClassWriter {
  constructor(
    private readonly classes: ClassesRepository,
    private readonly assignments: AssignmentsService,
    private readonly doors: DoorsService,
    private readonly leafClock: LeafClock,
    private readonly clock: Clock,
  ) {}

  async create(transaction: Transaction, actorId: string, draft: ClassDraft, id = uuid7()): Promise<string> {
    const versions = await this.leafClock.raise(transaction, [draft.gridId]);
    await this.classes.insertClass(transaction, {
      id,
      kind: 'class',
      code: '',
      name: draft.name,
      address: draft.unitName,
      grid_id: draft.gridId,
      group_id: null,
      unit_id: draft.unitId,
      children_under14: draft.pupils,
      registered_at_door: 0,
      version: 1,
      leaf_version: versions.get(draft.gridId)!,
      created_at: this.clock.now(),
    });
    transaction.record({
      type: 'door.registered',
      actorId,
      subject: { kind: 'door', id },
      regionId: draft.gridId,
      facts: { doorId: id, kind: 'class', unitId: draft.unitId },
      personal: { name: draft.name },
      doorIds: [id],
    });
    tellOfClass(transaction, 'class.registered', actorId, id, draft.unitId);
    return id;
  }

  /** The class's leaf is locked. */
  async change(
    transaction: Transaction,
    actorId: string,
    known: ClassRow,
    change: { unitId?: number; name?: string; pupils?: number },
  ): Promise<void> {
    const columns = {
      ...(change.unitId === undefined ? {} : { unit_id: change.unitId }),
      ...(change.name === undefined ? {} : { name: change.name }),
      ...(change.pupils === undefined ? {} : { children_under14: change.pupils }),
    };
    if (Object.keys(columns).length === 0) return;
    const changed = await this.classes.changeClass(transaction, known, columns);
    if (!changed) throw new StaleRead('the class was changed while it was being changed');
    await this.doors.stamp(transaction, [known.id]);
    transaction.record({
      type: 'door.changed',
      actorId,
      subject: { kind: 'door', id: known.id },
      regionId: known.gridId,
      facts: { doorId: known.id, version: known.version + 1, kind: 'class' },
      personal: columns,
      doorIds: [known.id],
    });
    const { unitId, name } = change;
    if (unitId === undefined && name === undefined) return;
    tellOfClass(transaction, 'class.changed', actorId, known.id, unitId ?? known.unitId);
  }

  /** The class and all its families go to these teachers and leave those who had them. */
  async setTeachers(
    transaction: Transaction,
    actorId: string,
    classId: string,
    teacherIds: readonly string[],
  ): Promise<void> {
    const families = (await this.classes.families(transaction, [classId])).map(({ doorId }) => doorId);
    await this.doors.open(transaction, [], [classId, ...families]);
    const former = await this.classes.teachers(transaction, [classId]);
    for (const { personId } of former.filter((teacher) => !teacherIds.includes(teacher.personId))) {
      await this.assignments.take(transaction, actorId, personId, [classId]);
      await this.leaveFamilies(transaction, actorId, personId, classId, families);
    }
    for (const id of teacherIds) {
      await this.assignments.give(transaction, actorId, id, [classId, ...families]);
    }
  }

  /** Links households to the class and gives them to its teachers; how many were not linked before. */
  async link(transaction: Transaction, actorId: string, classId: string, doorIds: readonly string[]): Promise<number> {
    const { states } = await this.doors.open(transaction, [], [classId, ...doorIds]);
    const linked = new Set((await this.classes.families(transaction, [classId])).map(({ doorId }) => doorId));
    const missing = doorIds.filter((id) => !linked.has(id));
    await this.classes.link(transaction, classId, missing, this.clock.now());
    for (const { personId } of await this.classes.teachers(transaction, [classId])) {
      await this.assignments.give(transaction, actorId, personId, doorIds);
    }
    if (missing.length > 0) tell(transaction, 'class.families_linked', actorId, classId, states, missing);
    return missing.length;
  }

  /** Ends links; the teachers lose the households unless another of their classes has them; how many were linked. */
  async unlink(
    transaction: Transaction,
    actorId: string,
    classId: string,
    doorIds: readonly string[],
  ): Promise<number> {
    const { states } = await this.doors.open(transaction, [], [classId, ...doorIds]);
    const linked = new Set((await this.classes.families(transaction, [classId])).map(({ doorId }) => doorId));
    const ended = doorIds.filter((id) => linked.has(id));
    if (ended.length === 0) return 0;
    await this.classes.unlink(transaction, classId, ended, this.clock.now());
    for (const { personId } of await this.classes.teachers(transaction, [classId])) {
      await this.leaveFamilies(transaction, actorId, personId, classId, ended);
    }
    tell(transaction, 'class.families_unlinked', actorId, classId, states, ended);
    return ended.length;
  }

  private async leaveFamilies(
    transaction: Transaction,
    actorId: string,
    teacherId: string,
    classId: string,
    doorIds: readonly string[],
  ): Promise<void> {
    const kept = await this.classes.neededElsewhere(transaction, teacherId, classId, doorIds);
    const lost = doorIds.filter((id) => !kept.has(id));
    await this.assignments.take(transaction, actorId, teacherId, lost);
  }
}

function tell(
  transaction: Transaction,
  type: string,
  actorId: string,
  classId: string,
  states: ReadonlyMap<string, { gridId: number }>,
  doorIds: readonly string[],
): void {
  transaction.record({
    type,
    actorId,
    subject: { kind: 'door', id: classId },
    regionId: states.get(classId)!.gridId,
    facts: { doors: [...doorIds] },
  });
}

/** For whoever cares for classes and not for doors: rarely, where doors change all the time. */
function tellOfClass(
  transaction: Transaction,
  type: string,
  actorId: string,
  classId: string,
  unitId: number | null,
): void {
  transaction.record({ type, actorId, subject: { kind: 'class', id: classId }, regionId: unitId, facts: { unitId } });
}
