import { Injectable } from '@nestjs/common';
import { type Actor, Permission } from '../../common/auth/index.js';
import { Clock } from '../../common/clock/index.js';
import { Database, type Transaction } from '../../common/database/index.js';
import { Problem } from '../../common/problem/index.js';
import { DoorLinks, type DoorState, DoorsService, LinkKind } from '../doors/index.js';
import { DoorKind } from '../plans/index.js';
import { RegionsService } from '../regions/index.js';
import { DoorHistoryRepository } from './door-history.repository.js';
import type { DoorSplit, DoorVersion } from './dto/door-histories.dto.js';
import { type Parting, partResidents } from './uniting.rules.js';

interface NewPlace {
  gridId: number;
  groupId: number | null;
}

/** A household that becomes two: who moves out is known as before and takes along what they signed; the rest stays. */
@Injectable()
export class SplitsService {
  constructor(
    private readonly histories: DoorHistoryRepository,
    private readonly links: DoorLinks,
    private readonly doors: DoorsService,
    private readonly regions: RegionsService,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Asked again for what it has done, it answers the same. */
  split(actor: Actor, doorId: string, request: DoorSplit): Promise<DoorVersion> {
    return this.database.transaction(async (transaction) => {
      const also = request.gridId === undefined ? [] : [request.gridId];
      const { states, versions } = await this.doors.open(transaction, [actor], [doorId], also);
      const door = states.get(doorId);
      if (!door || !actor.canAt(Permission.AssignmentManage, door.path)) throw Problem.notFound();
      const before = await this.splitBefore(transaction, actor, doorId, request.newDoorId);
      if (before) return before;
      if (door.kind !== DoorKind.Household) throw Problem.validation([{ field: 'newDoorId', rule: 'household' }]);
      if (door.version !== request.baseVersion) throw Problem.conflict('the door was changed meanwhile');
      const place = await this.placeOf(transaction, actor, door, request);
      const residents = await this.histories.residents(transaction, doorId);
      const parting = partResidents(residents, request.residentIds, request.name);
      if ('rule' in parting) throw Problem.validation([{ field: 'residentIds', rule: parting.rule }]);
      return this.carryOut(transaction, actor, { door, place, parting, request, versions });
    });
  }

  private async splitBefore(
    transaction: Transaction,
    actor: Actor,
    doorId: string,
    newDoorId: string,
  ): Promise<DoorVersion | null> {
    const known = (await this.histories.doors(transaction, [newDoorId])).get(newDoorId);
    const merged = await this.links.mergeOf(transaction, newDoorId);
    if (!known && !merged) return null;
    const links = await this.links.splits(transaction, [newDoorId]);
    const isSame = links.some(
      ({ fromId, toId, actorId }) => fromId === doorId && toId === newDoorId && actorId === actor.personId,
    );
    if (!known || !isSame) throw Problem.conflict('the id of the new door is in use');
    return { id: newDoorId, version: known.version };
  }

  private async placeOf(
    transaction: Transaction,
    actor: Actor,
    door: DoorState,
    { gridId = door.gridId, groupId }: DoorSplit,
  ): Promise<NewPlace> {
    const regions = await this.regions.byIds(transaction, [gridId, door.gridId, ...(groupId ? [groupId] : [])]);
    const [grid, old] = [regions.get(gridId), regions.get(door.gridId)!];
    const fits = grid?.level === 'grid' && grid.parentId === old.parentId;
    if (!fits || !actor.canAt(Permission.AssignmentManage, grid.path) || (grid.closedOn !== null && grid !== old)) {
      throw Problem.validation([{ field: 'gridId', rule: 'open_grid_of_same_village' }]);
    }
    if (groupId === undefined) return { gridId, groupId: gridId === door.gridId ? door.groupId : null };
    const group = regions.get(groupId);
    if (group?.level !== 'group' || group.parentId !== old.parentId) {
      throw Problem.validation([{ field: 'groupId', rule: 'group_of_same_village' }]);
    }
    return { gridId, groupId };
  }

  private async carryOut(
    transaction: Transaction,
    actor: Actor,
    {
      door,
      place,
      parting,
      request,
      versions,
    }: {
      door: DoorState;
      place: NewPlace;
      parting: Parting;
      request: DoorSplit;
      versions: ReadonlyMap<number, number>;
    },
  ): Promise<DoorVersion> {
    const { newDoorId, childrenUnder14 = 0 } = request;
    const now = this.clock.now();
    const record = (await this.histories.doors(transaction, [door.id])).get(door.id)!;
    const changed = await this.histories.changeDoor(transaction, door, {
      children_under14: Math.max(0, Number(record.children_under14) - childrenUnder14),
      version: door.version + 1,
      leaf_version: versions.get(door.gridId)!,
    });
    if (!changed) throw Problem.conflict('the door was changed meanwhile');
    await this.histories.insertDoor(transaction, {
      id: newDoorId,
      kind: door.kind,
      code: request.code ?? '',
      name: request.name,
      address: request.address,
      grid_id: place.gridId,
      group_id: place.groupId,
      children_under14: childrenUnder14,
      // No list has named it yet.
      registered_at_door: 1,
      version: 1,
      leaf_version: versions.get(place.gridId)!,
      created_at: now,
    });
    await this.histories.writeResidents(transaction, newDoorId, parting.leaving);
    await this.histories.writeResidents(transaction, door.id, parting.staying);
    await this.histories.copyAssignments(transaction, door.id, newDoorId);
    const leavingIds = parting.leaving.map(({ id }) => id);
    const signatures = await this.histories.takePapersAlong(transaction, door.id, newDoorId, leavingIds);
    await this.links.add(transaction, {
      kind: LinkKind.Split,
      fromId: door.id,
      toId: newDoorId,
      actorId: actor.personId,
      at: now,
      snapshot: null,
    });
    transaction.record({
      type: 'door.split',
      actorId: actor.personId,
      subject: { kind: 'door', id: door.id },
      regionId: door.gridId,
      facts: { doorId: door.id, newDoorId, version: door.version + 1, signatures, residentIds: request.residentIds },
      personal: { ...request },
      doorIds: [door.id, newDoorId],
    });
    return { id: newDoorId, version: 1 };
  }
}
