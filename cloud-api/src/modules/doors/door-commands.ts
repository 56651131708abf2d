import { Injectable } from '@nestjs/common';
import { Permission } from '../../common/auth/index.js';
import { businessDate } from '../../common/clock/index.js';
import type { Row, Transaction } from '../../common/database/index.js';
import type { CommandHandler, CommandOutcome, ReceivedCommand } from '../sync/index.js';
import { DoorAccess, outOfReach } from './door-access.js';
import { changeDoor, invalid, type OpenDoor, stale, tellOfDoor } from './door-command-parts.js';
import { DoorPlaces } from './door-places.js';
import { DoorRepository } from './door.repository.js';
import {
  DoorExcludePayload,
  DoorMovePayload,
  DoorRegisterPayload,
  DoorResidentsPayload,
  DoorUpdatePayload,
  DoorClaimPayload,
  DoorReleasePayload,
  DoorReturnPayload,
} from './dto/door-commands.dto.js';
import { ResidentWriter } from './resident-writer.js';

const endable: readonly (string | null)[] = ['requested', 'approved'];

/** What the phone may do to a door. Each kind is a handler; what they share is opening the door and telling of it. */
@Injectable()
export class DoorCommands {
  constructor(
    private readonly doors: DoorRepository,
    private readonly access: DoorAccess,
    private readonly residents: ResidentWriter,
    private readonly places: DoorPlaces,
  ) {}

  handlers(): CommandHandler[] {
    const handlers = [
      {
        kind: 'door.register',
        payload: DoorRegisterPayload,
        apply: this.inOrder((transaction, command: ReceivedCommand<DoorRegisterPayload>) =>
          this.places.register(transaction, command),
        ),
      },
      { kind: 'door.update', payload: DoorUpdatePayload, apply: this.onDoor<DoorUpdatePayload>(this.update) },
      {
        kind: 'door.residents',
        payload: DoorResidentsPayload,
        apply: this.onDoor<DoorResidentsPayload>(this.replaceResidents),
      },
      {
        kind: 'door.move',
        payload: DoorMovePayload,
        apply: this.onDoor<DoorMovePayload>((open, command) => this.places.move(open, command)),
      },
      { kind: 'door.exclude', payload: DoorExcludePayload, apply: this.onDoor<DoorExcludePayload>(this.exclude) },
      { kind: 'door.return', payload: DoorReturnPayload, apply: this.onDoor<DoorReturnPayload>(this.return) },
      { kind: 'door.claim', payload: DoorClaimPayload, apply: this.onDoor<DoorClaimPayload>(this.claim) },
      { kind: 'door.release', payload: DoorReleasePayload, apply: this.onDoor<DoorReleasePayload>(this.release) },
    ];
    return handlers;
  }

  private update = async (open: OpenDoor, command: ReceivedCommand<DoorUpdatePayload>): Promise<CommandOutcome> => {
    const { changes } = command.payload;
    if (changes.groupId && !(await this.places.isGroupBeside(open.transaction, changes.groupId, open.door.gridId))) {
      return invalid([{ field: 'payload.changes.groupId', rule: 'group_of_same_village' }]);
    }
    const columns: Row = {};
    if (changes.name !== undefined) columns.name = changes.name;
    if (changes.code !== undefined) columns.code = changes.code;
    if (changes.address !== undefined) columns.address = changes.address;
    if (changes.groupId !== undefined) columns.group_id = changes.groupId;
    if (changes.childrenUnder14 !== undefined) columns.children_under14 = changes.childrenUnder14;
    return changeDoor(this.doors, open, command, columns, 'door.changed');
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
    return changeDoor(this.doors, open, command, {}, 'door.residents_changed');
  };

  private exclude = async (open: OpenDoor, command: ReceivedCommand<DoorExcludePayload>): Promise<CommandOutcome> => {
    const { exclusion, reason } = command.payload;
    const columns: Row = {
      exclusion_kind: exclusion,
      exclusion_state: 'requested',
      exclusion_reason: reason,
      exclusion_by: command.author.personId,
      exclusion_at: command.receivedAt,
    };
    const outcome = await changeDoor(this.doors, open, command, columns, 'door.exclusion_requested');
    if (outcome.result === 'stored') open.door.exclusionState = 'requested';
    return outcome;
  };

  /** 返乡: whoever was counted as away is to be visited again, whether that was decided or only asked for. */
  private return = async (open: OpenDoor, command: ReceivedCommand<DoorReturnPayload>): Promise<CommandOutcome> => {
    if (command.payload.baseVersion !== open.door.version) return stale(open.door);
    if (!endable.includes(open.door.exclusionState)) {
      return invalid([{ field: 'payload.doorId', rule: 'excluded_door' }]);
    }
    const columns: Row = {
      exclusion_kind: null,
      exclusion_state: null,
      exclusion_reason: null,
      exclusion_by: null,
      exclusion_at: null,
    };
    const outcome = await changeDoor(this.doors, open, command, columns, 'door.returned');
    open.door.exclusionState = null;
    return outcome;
  };

  private claim = async (open: OpenDoor, command: ReceivedCommand<DoorClaimPayload>): Promise<CommandOutcome> => {
    const { transaction, door } = open;
    await this.doors.assign(transaction, [
      { doorId: door.id, personId: command.author.personId, claimed: true, now: command.receivedAt },
    ]);
    await this.doors.stamp(transaction, [door.id]);
    tellOfDoor(transaction, command, 'door.claimed', door.gridId, { doorId: door.id });
    return { result: 'stored', recordVersion: door.version };
  };

  private release = async (open: OpenDoor, command: ReceivedCommand<DoorReleasePayload>): Promise<CommandOutcome> => {
    const { transaction, door } = open;
    await this.doors.release(transaction, [door.id], command.author.personId, command.receivedAt);
    await this.doors.stamp(transaction, [door.id]);
    tellOfDoor(transaction, command, 'door.released', door.gridId, { doorId: door.id });
    return { result: 'stored', recordVersion: door.version };
  };

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
      const { states, versions } = await this.access.openFor(transaction, commands, targetLeaves(commands));
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
