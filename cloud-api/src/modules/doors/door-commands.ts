import { Injectable } from '@nestjs/common';
import { Permission } from '../../common/auth/index.js';
import { businessDate } from '../../common/clock/index.js';
import type { Row, Transaction } from '../../common/database/index.js';
import type { FieldError } from '../../common/problem/index.js';
import { LeafClock, RegionsService } from '../regions/index.js';
import type { CommandHandler, CommandOutcome, ReceivedCommand } from '../sync/index.js';
import { DoorAccess, outOfReach } from './door-access.js';
import { DoorRepository, type DoorState } from './door.repository.js';
import { toMicrodegrees } from './door.rules.js';
import {
  DoorExcludePayload,
  DoorMovePayload,
  DoorRegisterPayload,
  DoorResidentsPayload,
  DoorUpdatePayload,
  DoorClaimPayload,
  DoorReleasePayload,
} from './dto/door-commands.dto.js';
import { ResidentWriter } from './resident-writer.js';

interface OpenDoor {
  transaction: Transaction;
  door: DoorState;
  leafVersion: number;
}

/** What the phone may do to a door. Each kind is a handler; what they share is opening the door and telling of it. */
@Injectable()
export class DoorCommands {
  constructor(
    private readonly doors: DoorRepository,
    private readonly access: DoorAccess,
    private readonly residents: ResidentWriter,
    private readonly regions: RegionsService,
    private readonly leafClock: LeafClock,
  ) {}

  handlers(): CommandHandler[] {
    const handlers = [
      { kind: 'door.register', payload: DoorRegisterPayload, apply: this.inOrder(this.register) },
      { kind: 'door.update', payload: DoorUpdatePayload, apply: this.onDoor<DoorUpdatePayload>(this.update) },
      {
        kind: 'door.residents',
        payload: DoorResidentsPayload,
        apply: this.onDoor<DoorResidentsPayload>(this.replaceResidents),
      },
      { kind: 'door.move', payload: DoorMovePayload, apply: this.onDoor<DoorMovePayload>(this.move) },
      { kind: 'door.exclude', payload: DoorExcludePayload, apply: this.onDoor<DoorExcludePayload>(this.exclude) },
      { kind: 'door.claim', payload: DoorClaimPayload, apply: this.onDoor<DoorClaimPayload>(this.claim) },
      { kind: 'door.release', payload: DoorReleasePayload, apply: this.onDoor<DoorReleasePayload>(this.release) },
    ];
    return handlers;
  }

  private register = async (
    transaction: Transaction,
    command: ReceivedCommand<DoorRegisterPayload>,
  ): Promise<CommandOutcome> => {
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
    this.tell(transaction, command, 'door.registered', grid.id, { doorId: command.id, kind: payload.kind });
    return { result: 'stored', recordVersion: 1 };
  };

  private update = async (open: OpenDoor, command: ReceivedCommand<DoorUpdatePayload>): Promise<CommandOutcome> => {
    const { changes, baseVersion } = command.payload;
    if (changes.groupId && !(await this.isGroupBeside(open.transaction, changes.groupId, open.door.gridId))) {
      return invalid([{ field: 'payload.changes.groupId', rule: 'group_of_same_village' }]);
    }
    const columns: Row = {};
    if (changes.name !== undefined) columns.name = changes.name;
    if (changes.code !== undefined) columns.code = changes.code;
    if (changes.address !== undefined) columns.address = changes.address;
    if (changes.groupId !== undefined) columns.group_id = changes.groupId;
    if (changes.childrenUnder14 !== undefined) columns.children_under14 = changes.childrenUnder14;
    return this.change(open, command, baseVersion, columns, 'door.changed');
  };

  private replaceResidents = async (
    open: OpenDoor,
    command: ReceivedCommand<DoorResidentsPayload>,
  ): Promise<CommandOutcome> => {
    const { residents, baseVersion } = command.payload;
    if (baseVersion !== open.door.version) return stale(open.door);
    const prepared = await this.residents.prepare(
      open.transaction,
      open.door.id,
      residents,
      businessDate(command.receivedAt),
    );
    if ('errors' in prepared) return invalid(prepared.errors);
    await this.doors.replaceResidents(open.transaction, open.door.id, prepared.rows);
    return this.change(open, command, baseVersion, {}, 'door.residents_changed');
  };

  private move = async (open: OpenDoor, command: ReceivedCommand<DoorMovePayload>): Promise<CommandOutcome> => {
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
    return this.change({ ...open, leafVersion: versions.get(gridId)! }, command, baseVersion, columns, 'door.moved');
  };

  private exclude = (open: OpenDoor, command: ReceivedCommand<DoorExcludePayload>): Promise<CommandOutcome> => {
    const { exclusion, reason, baseVersion } = command.payload;
    const columns: Row = {
      exclusion_kind: exclusion,
      exclusion_state: 'requested',
      exclusion_reason: reason,
      exclusion_by: command.author.personId,
      exclusion_at: command.receivedAt,
    };
    return this.change(open, command, baseVersion, columns, 'door.exclusion_requested');
  };

  private claim = async (open: OpenDoor, command: ReceivedCommand<DoorClaimPayload>): Promise<CommandOutcome> => {
    const { transaction, door } = open;
    await this.doors.assign(transaction, [
      { doorId: door.id, personId: command.author.personId, claimed: true, now: command.receivedAt },
    ]);
    await this.doors.stamp(transaction, [door.id]);
    this.tell(transaction, command, 'door.claimed', door.gridId, { doorId: door.id });
    return { result: 'stored', recordVersion: door.version };
  };

  private release = async (open: OpenDoor, command: ReceivedCommand<DoorReleasePayload>): Promise<CommandOutcome> => {
    const { transaction, door } = open;
    await this.doors.release(transaction, [door.id], command.author.personId, command.receivedAt);
    await this.doors.stamp(transaction, [door.id]);
    this.tell(transaction, command, 'door.released', door.gridId, { doorId: door.id });
    return { result: 'stored', recordVersion: door.version };
  };

  private async change(
    open: OpenDoor,
    command: ReceivedCommand<{ doorId: string }>,
    baseVersion: number,
    columns: Row,
    type: string,
  ): Promise<CommandOutcome> {
    const { transaction, door, leafVersion } = open;
    const changed =
      baseVersion === door.version &&
      (await this.doors.change(transaction, door, { leaf_version: leafVersion, ...columns }));
    if (!changed) return stale(door);
    door.version += 1;
    if (columns.grid_id !== undefined) door.gridId = columns.grid_id as number;
    this.tell(transaction, command, type, door.gridId, { doorId: door.id, version: door.version });
    return { result: 'stored', recordVersion: door.version };
  }

  private tell(
    transaction: Transaction,
    command: ReceivedCommand,
    type: string,
    gridId: number,
    facts: { doorId: string } & Record<string, unknown>,
  ): void {
    transaction.record({
      type,
      actorId: command.author.personId,
      subject: { kind: 'door', id: facts.doorId },
      regionId: gridId,
      facts: { ...facts, commandId: command.id, hash: command.hash },
      personal: command.canonical,
      doorIds: [facts.doorId],
    });
  }

  private async isGroupBeside(transaction: Transaction, groupId: number, gridId: number): Promise<boolean> {
    const regions = await this.regions.byIds(transaction, [groupId, gridId]);
    const group = regions.get(groupId);
    return group?.level === 'group' && group.parentId === regions.get(gridId)?.parentId;
  }

  /** Commands that open no door, one after another. */
  private inOrder<P extends object>(
    step: (transaction: Transaction, command: ReceivedCommand<P>) => Promise<CommandOutcome>,
  ): CommandHandler<P>['apply'] {
    return async (transaction, commands) => {
      const outcomes: CommandOutcome[] = [];
      for (const command of commands) outcomes.push(await step(transaction, command));
      return outcomes;
    };
  }

  /** Commands on an existing door: opens all doors at once, checks the scope, then goes one after another. */
  private onDoor<P extends { doorId: string }>(
    step: (open: OpenDoor, command: ReceivedCommand<P>) => Promise<CommandOutcome>,
  ): CommandHandler<P>['apply'] {
    return async (transaction, commands) => {
      const authors = commands.map(({ author }) => author);
      const ids = [...new Set(commands.map((command) => command.payload.doorId))];
      const { states, versions } = await this.access.open(transaction, authors, ids, targetLeaves(commands));
      const outcomes: CommandOutcome[] = [];
      for (const command of commands) {
        const door = states.get(command.payload.doorId);
        const refused = outOfReach(command, Permission.DoorWrite, door);
        outcomes.push(
          refused ?? (await step({ transaction, door: door!, leafVersion: versions.get(door!.gridId)! }, command)),
        );
      }
      return outcomes;
    };
  }
}

/** A move also locks where the door goes, in one order with where it comes from. */
function targetLeaves(commands: readonly ReceivedCommand[]): number[] {
  return commands.flatMap(({ payload }) => ('gridId' in payload ? [payload.gridId as number] : []));
}

/** Whether the command may put a door into the grid. */
function mayPlaceIn({ author, acceptedBy }: ReceivedCommand, gridPath: string): boolean {
  return acceptedBy === null
    ? author.canAt(Permission.DoorWrite, gridPath)
    : acceptedBy.canAt(Permission.QuarantineDecide, gridPath);
}

function stale(door: DoorState): CommandOutcome {
  return { result: 'conflict', reason: 'stale_version', recordVersion: door.version };
}

function invalid(errors: FieldError[]): CommandOutcome {
  return { result: 'invalid', errors };
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
