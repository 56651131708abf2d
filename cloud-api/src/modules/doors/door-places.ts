import { Injectable } from '@nestjs/common';
import { Permission } from '../../common/auth/index.js';
import { businessDate } from '../../common/clock/index.js';
import type { Row, Transaction } from '../../common/database/index.js';
import { LeafClock, RegionsService } from '../regions/index.js';
import type { CommandOutcome, ReceivedCommand } from '../sync/index.js';
import { changeDoor, invalid, type OpenDoor, stale, tellOfDoor } from './door-command-parts.js';
import { DoorRepository } from './door.repository.js';
import { toMicrodegrees } from './door.rules.js';
import type { DoorMovePayload, DoorRegisterPayload } from './dto/door-commands.dto.js';
import { ResidentWriter } from './resident-writer.js';

/** Where doors stand: a new one is put into a grid, another goes from one grid to the next. */
@Injectable()
export class DoorPlaces {
  constructor(
    private readonly doors: DoorRepository,
    private readonly residents: ResidentWriter,
    private readonly regions: RegionsService,
    private readonly leafClock: LeafClock,
  ) {}

  async register(transaction: Transaction, command: ReceivedCommand<DoorRegisterPayload>): Promise<CommandOutcome> {
    const { payload } = command;
    // First, so that the grid cannot be closed between being looked at and being written into.
    const versions = await this.leafClock.raise(transaction, [payload.gridId]);
    const regions = await this.regions.byIds(transaction, [
      payload.gridId,
      ...(payload.groupId ? [payload.groupId] : []),
    ]);
    const grid = regions.get(payload.gridId);
    if (grid?.level !== 'grid') return { result: 'quarantined', reason: 'out_of_scope', doorId: null, gridId: null };
    if (!mayPlaceIn(command, grid.path)) {
      return { result: 'quarantined', reason: 'out_of_scope', doorId: null, gridId: grid.id };
    }
    if (grid.closedOn !== null) return { result: 'quarantined', reason: 'door_closed', doorId: null, gridId: grid.id };
    const group = payload.groupId === undefined ? null : regions.get(payload.groupId);
    if (payload.groupId !== undefined && (group?.level !== 'group' || group.parentId !== grid.parentId)) {
      return { result: 'invalid', errors: [{ field: 'payload.groupId', rule: 'group_of_same_village' }] };
    }
    if ((await this.doors.leavesOf(transaction, [command.id])).size > 0)
      return { result: 'conflict', reason: 'door_exists' };
    const prepared = await this.residents.prepare(
      transaction,
      command.id,
      payload.residents,
      businessDate(command.receivedAt),
    );
    if ('errors' in prepared) return invalid(prepared.errors);
    await this.doors.insert(transaction, [registrationRow(command, versions.get(grid.id)!)]);
    await this.doors.insertResidents(transaction, prepared.rows);
    tellOfDoor(transaction, command, 'door.registered', grid.id, { doorId: command.id, kind: payload.kind });
    return { result: 'stored', recordVersion: 1 };
  }

  async move(open: OpenDoor, command: ReceivedCommand<DoorMovePayload>): Promise<CommandOutcome> {
    const { gridId, groupId, baseVersion } = command.payload;
    const { transaction, door } = open;
    if (baseVersion !== door.version) return stale(door);
    const target = (await this.regions.byIds(transaction, [gridId])).get(gridId);
    if (target?.level !== 'grid' || target.closedOn !== null)
      return invalid([{ field: 'payload.gridId', rule: 'open_grid' }]);
    if (!mayPlaceIn(command, target.path)) {
      return { result: 'quarantined', reason: 'out_of_scope', doorId: door.id, gridId: door.gridId };
    }
    if (groupId && !(await this.isGroupBeside(transaction, groupId, gridId))) {
      return invalid([{ field: 'payload.groupId', rule: 'group_of_same_village' }]);
    }
    const versions = await this.leafClock.raise(transaction, [gridId]);
    if (gridId !== door.gridId) await this.doors.leaveTombstone(transaction, door.gridId, door.id, open.leafVersion);
    await this.doors.removeTombstone(transaction, gridId, door.id);
    const columns: Row = { grid_id: gridId, group_id: groupId ?? null, leaf_version: versions.get(gridId)! };
    // What follows in the same transaction finds the door where it went.
    door.path = target.path;
    return changeDoor(this.doors, { ...open, leafVersion: versions.get(gridId)! }, command, columns, 'door.moved');
  }

  async isGroupBeside(transaction: Transaction, groupId: number, gridId: number): Promise<boolean> {
    const regions = await this.regions.byIds(transaction, [groupId, gridId]);
    const group = regions.get(groupId);
    return group?.level === 'group' && group.parentId === regions.get(gridId)?.parentId;
  }
}

/** Whether the command may put a door into the grid. */
function mayPlaceIn({ author, acceptedBy }: ReceivedCommand, gridPath: string): boolean {
  return acceptedBy === null
    ? author.canAt(Permission.DoorWrite, gridPath)
    : acceptedBy.canAt(Permission.QuarantineDecide, gridPath);
}

function registrationRow(command: ReceivedCommand<DoorRegisterPayload>, leafVersion: number): Row {
  const { payload } = command;
  return {
    id: command.id,
    kind: payload.kind,
    code: payload.code ?? '',
    name: payload.name,
    address: payload.address,
    grid_id: payload.gridId,
    group_id: payload.groupId ?? null,
    children_under14: payload.childrenUnder14 ?? 0,
    latitude_e6: payload.location ? toMicrodegrees(payload.location.latitude) : null,
    longitude_e6: payload.location ? toMicrodegrees(payload.location.longitude) : null,
    registered_at_door: 1,
    version: 1,
    leaf_version: leafVersion,
    created_at: command.receivedAt,
  };
}
