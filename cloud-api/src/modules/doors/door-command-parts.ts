import type { Row, Transaction } from '../../common/database/index.js';
import type { FieldError } from '../../common/problem/index.js';
import type { CommandOutcome, ReceivedCommand } from '../sync/index.js';
import type { DoorRepository, DoorState } from './door.repository.js';

/** A door under its leaf's lock, as a command finds it. */
export interface OpenDoor {
  transaction: Transaction;
  door: DoorState;
  leafVersion: number;
}

/** Changes the door when nobody did since the phone saw it, and tells of it. */
export async function changeDoor(
  doors: DoorRepository,
  { transaction, door, leafVersion }: OpenDoor,
  command: ReceivedCommand<{ doorId: string; baseVersion: number }>,
  columns: Row,
  type: string,
): Promise<CommandOutcome> {
  const changed =
    command.payload.baseVersion === door.version &&
    (await doors.change(transaction, door, { leaf_version: leafVersion, ...columns }));
  if (!changed) return stale(door);
  door.version += 1;
  if (columns.grid_id !== undefined) door.gridId = columns.grid_id as number;
  tellOfDoor(transaction, command, type, door.gridId, { doorId: door.id, version: door.version });
  return { result: 'stored', recordVersion: door.version };
}

export function tellOfDoor(
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

export function stale(door: DoorState): CommandOutcome {
  return { result: 'conflict', reason: 'stale_version', recordVersion: door.version };
}

export function invalid(errors: FieldError[]): CommandOutcome {
  return { result: 'invalid', errors };
}
