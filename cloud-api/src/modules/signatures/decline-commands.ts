import { Injectable } from '@nestjs/common';
import { Permission } from '../../common/auth/index.js';
import type { Transaction } from '../../common/database/index.js';
import { type DoorState, DoorsService, outOfReach } from '../doors/index.js';
import { type CommandHandler, type CommandOutcome, type ReceivedCommand, toleratedFutureMs } from '../sync/index.js';
import { PapersDeclinePayload } from './dto/signing-commands.dto.js';
import { SignatureRepository } from './signature.repository.js';
import { unique } from './signing-parts.js';

type DeclineCommand = ReceivedCommand<PapersDeclinePayload>;

/** Why a household did not sign: refused, away, no phone. */
@Injectable()
export class DeclineCommands {
  constructor(
    private readonly doors: DoorsService,
    private readonly signatures: SignatureRepository,
  ) {}

  handlers(): CommandHandler[] {
    const handlers = [{ kind: 'papers.decline', payload: PapersDeclinePayload, apply: this.decline }];
    return handlers;
  }

  private decline = async (
    transaction: Transaction,
    commands: readonly DeclineCommand[],
  ): Promise<CommandOutcome[]> => {
    const { states } = await this.doors.openFor(transaction, commands);
    const doorOf = ({ payload }: DeclineCommand) => states.get(payload.doorId);
    const outcomes = commands.map((command) => judge(command, doorOf(command)));
    const stored = commands.filter((_, index) => outcomes[index]!.result === 'stored');
    await this.signatures.insertDeclines(
      transaction,
      stored.map((command) => ({
        id: command.id,
        door_id: command.payload.doorId,
        region_id: doorOf(command)!.gridId,
        reason: command.payload.reason,
        note: command.payload.note ?? null,
        templates: JSON.stringify(command.payload.templates),
        recorded_by: command.author.personId,
        declined_at: command.payload.declinedAt + command.clockOffset,
        received_at: command.receivedAt,
      })),
    );
    await this.doors.stamp(transaction, unique(stored.map(({ payload }) => payload.doorId)));
    for (const command of stored) tellOfDecline(transaction, command, doorOf(command)!);
    return outcomes;
  };
}

function judge(command: DeclineCommand, door: DoorState | undefined): CommandOutcome {
  const { payload, clockOffset, receivedAt } = command;
  if (payload.declinedAt + clockOffset > receivedAt + toleratedFutureMs) {
    return { result: 'invalid', errors: [{ field: 'payload.declinedAt', rule: 'not_in_future' }] };
  }
  return outOfReach(command, Permission.VisitWrite, door) ?? { result: 'stored', recordVersion: 1 };
}

function tellOfDecline(transaction: Transaction, command: DeclineCommand, door: DoorState): void {
  transaction.record({
    type: 'papers.declined',
    actorId: command.author.personId,
    subject: { kind: 'door', id: door.id },
    regionId: door.gridId,
    facts: { doorId: door.id, commandId: command.id, hash: command.hash, reason: command.payload.reason },
    personal: command.canonical,
    doorIds: [door.id],
  });
}
