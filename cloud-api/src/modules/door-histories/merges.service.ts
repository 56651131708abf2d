import { Injectable } from '@nestjs/common';
import { type Actor, Permission } from '../../common/auth/index.js';
import { Clock } from '../../common/clock/index.js';
import { Database, type Row, type Transaction } from '../../common/database/index.js';
import { ErrorCode, Problem } from '../../common/problem/index.js';
import { DoorLinks, type DoorState, DoorsService, LinkKind, residentsPerDoor } from '../doors/index.js';
import { parentPath } from '../regions/index.js';
import { type DoorRecord, DoorHistoryRepository } from './door-history.repository.js';
import type { DoorMerge, DoorVersion, KeptField } from './dto/door-histories.dto.js';
import { type Union, type UnitedResident, uniteResidents } from './uniting.rules.js';

interface Merging {
  leaving: DoorRecord;
  staying: DoorRecord;
  residents: { leaving: UnitedResident[]; staying: UnitedResident[] };
  union: Union;
  versions: ReadonlyMap<number, number>;
}

/** Two doors that are one: the one goes into the other with all that ever happened at it. */
@Injectable()
export class MergesService {
  constructor(
    private readonly histories: DoorHistoryRepository,
    private readonly links: DoorLinks,
    private readonly doors: DoorsService,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Asked again for what it has done, it answers the same. */
  merge(actor: Actor, leavingId: string, request: DoorMerge): Promise<DoorVersion> {
    if (leavingId === request.intoId) throw Problem.validation([{ field: 'intoId', rule: 'other_door' }]);
    return this.database.transaction(async (transaction) => {
      const { states, versions } = await this.doors.open(transaction, [actor], [leavingId, request.intoId]);
      const staying = states.get(request.intoId);
      if (!staying || !mayMerge(actor, staying)) throw Problem.notFound();
      const leaving = states.get(leavingId);
      if (!leaving) return this.mergedBefore(transaction, actor, leavingId, request, staying);
      if (!mayMerge(actor, leaving)) throw Problem.notFound();
      requireAlike(leaving, staying);
      if (leaving.version !== request.baseVersion || staying.version !== request.intoVersion) throw staleVersion();
      const merging = await this.prepare(transaction, leavingId, request.intoId, versions);
      return this.carryOut(transaction, actor, merging, request);
    });
  }

  private async mergedBefore(
    transaction: Transaction,
    actor: Actor,
    leavingId: string,
    request: DoorMerge,
    staying: DoorState,
  ): Promise<DoorVersion> {
    const link = await this.links.mergeOf(transaction, leavingId);
    const asked = link?.snapshot?.versions;
    const isSame =
      link?.toId === staying.id &&
      link.actorId === actor.personId &&
      asked?.merged === request.baseVersion &&
      asked.into === request.intoVersion;
    if (!isSame) throw Problem.notFound();
    return { id: staying.id, version: staying.version };
  }

  private async prepare(
    transaction: Transaction,
    leavingId: string,
    stayingId: string,
    versions: ReadonlyMap<number, number>,
  ): Promise<Merging> {
    const records = await this.histories.doors(transaction, [leavingId, stayingId]);
    const residents = {
      leaving: await this.histories.residents(transaction, leavingId),
      staying: await this.histories.residents(transaction, stayingId),
    };
    const union = uniteResidents(residents.staying, residents.leaving);
    if (union.residents.length > residentsPerDoor) {
      throw new Problem(409, ErrorCode.Conflict, { errors: [{ field: 'intoId', rule: 'at_most_60' }] });
    }
    return { leaving: records.get(leavingId)!, staying: records.get(stayingId)!, residents, union, versions };
  }

  private async carryOut(
    transaction: Transaction,
    actor: Actor,
    merging: Merging,
    { baseVersion, intoVersion, keep = [] }: DoorMerge,
  ): Promise<DoorVersion> {
    const { leaving, staying, residents, union, versions } = merging;
    // Above both versions, so that no edit made of either of them can pass for one of what they are now.
    const version = Math.max(baseVersion, intoVersion) + 1;
    const columns = unitedColumns(leaving, staying, keep);
    const gridId = Number(columns.grid_id ?? staying.grid_id);
    const changed = await this.histories.changeDoor(transaction, staying, {
      ...columns,
      version,
      leaf_version: versions.get(gridId)!,
    });
    if (!changed) throw staleVersion();
    await this.moveOnPhones(transaction, merging, gridId);
    const visits = await this.histories.moveVisits(transaction, leaving.id, staying.id, union.renamed);
    const signatures = await this.histories.movePapers(transaction, leaving.id, staying.id, union.renamed);
    await this.histories.followResidents(transaction, union.renamed);
    await this.histories.copyAssignments(transaction, leaving.id, staying.id);
    await this.histories.moveClassLists(transaction, leaving.id, staying.id);
    await this.histories.inheritBookEntry(transaction, leaving.id, staying.id);
    await this.histories.pointQuarantine(transaction, leaving.id, staying.id);
    await this.histories.removeDoor(transaction, leaving.id);
    await this.histories.writeResidents(transaction, staying.id, union.residents);
    const snapshot = {
      door: leaving,
      residents: residents.leaving.map((resident) => ({ ...resident, tags: JSON.stringify(resident.tags) })),
      renamed: Object.fromEntries(union.renamed),
      versions: { merged: baseVersion, into: intoVersion },
    };
    await this.links.lead(transaction, leaving.id, staying.id);
    await this.links.add(transaction, {
      kind: LinkKind.Merged,
      fromId: leaving.id,
      toId: staying.id,
      actorId: actor.personId,
      at: this.clock.now(),
      snapshot,
    });
    transaction.record({
      type: 'door.merged',
      actorId: actor.personId,
      subject: { kind: 'door', id: staying.id },
      regionId: gridId,
      facts: { doorId: staying.id, mergedId: leaving.id, version, visits, signatures, united: union.renamed.size },
      personal: snapshot,
      doorIds: [leaving.id, staying.id],
    });
    return { id: staying.id, version };
  }

  /** Phones drop the door that went, and the other one where it is no longer. */
  private async moveOnPhones(transaction: Transaction, merging: Merging, gridId: number): Promise<void> {
    const { leaving, staying, versions } = merging;
    await this.histories.leaveTombstone(transaction, leaving.grid_id, leaving.id, versions.get(leaving.grid_id)!);
    if (gridId === staying.grid_id) return;
    await this.histories.leaveTombstone(transaction, staying.grid_id, staying.id, versions.get(staying.grid_id)!);
    await this.histories.removeTombstone(transaction, gridId, staying.id);
  }
}

function mayMerge(actor: Actor, door: DoorState): boolean {
  return actor.canAt(Permission.AssignmentManage, door.path);
}

function requireAlike(leaving: DoorState, staying: DoorState): void {
  if (leaving.kind !== staying.kind) throw Problem.validation([{ field: 'intoId', rule: 'same_kind' }]);
  if (parentPath(leaving.path) !== parentPath(staying.path)) {
    throw Problem.validation([{ field: 'intoId', rule: 'same_village' }]);
  }
}

function staleVersion(): Problem {
  return Problem.conflict('one of the doors was changed meanwhile');
}

/** What of the staying door changes: fields to be kept from the other one, what it lacks, and the larger number of children. */
const noExclusion = {
  exclusion_kind: null,
  exclusion_state: null,
  exclusion_reason: null,
  exclusion_by: null,
  exclusion_at: null,
};

function unitedColumns(leaving: DoorRecord, staying: DoorRecord, keep: readonly KeptField[]): Row {
  const keeps = (field: KeptField) => keep.includes(field);
  const takesGrid = keeps('grid');
  const columns: Row = {
    children_under14: Math.max(Number(leaving.children_under14), Number(staying.children_under14)),
    // Found at the door only when no list had known it, under either id.
    registered_at_door: leaving.registered_at_door && staying.registered_at_door ? 1 : 0,
    unit_id: staying.unit_id ?? leaving.unit_id,
  };
  if (keeps('name')) columns.name = leaving.name;
  if ((keeps('code') || staying.code === '') && leaving.code !== '') columns.code = leaving.code;
  if (keeps('address') || staying.address === '') columns.address = leaving.address;
  if (takesGrid) columns.grid_id = leaving.grid_id;
  if (keeps('group') || staying.group_id === null) columns.group_id = leaving.group_id ?? staying.group_id;
  // A household that either door knows to live here is to be visited.
  if (staying.exclusion_state !== null && leaving.exclusion_state === null) Object.assign(columns, noExclusion);
  if ((keeps('location') || staying.latitude_e6 === null) && leaving.latitude_e6 !== null) {
    columns.latitude_e6 = leaving.latitude_e6;
    columns.longitude_e6 = leaving.longitude_e6;
  }
  return columns;
}
