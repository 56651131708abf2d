import { Injectable } from '@nestjs/common';
import { Permission } from '../../common/auth/index.js';
import type { Transaction } from '../../common/database/index.js';
import { type DoorState, DoorsService, outOfReach } from '../doors/index.js';
import type { CommandHandler, CommandOutcome } from '../sync/index.js';
import { lateAfterMs } from '../visits/index.js';
import { PapersSignPayload } from './dto/signing-commands.dto.js';
import { takeInOrder } from './signing-batch.js';
import { residentNow, type SigningContext, SigningContexts } from './signing-context.js';
import { conflictOf, letterErrors, paperErrors } from './signing-judge.js';
import { signedAtOf, type SigningCommand, sittingErrors, unique } from './signing-parts.js';
import { SigningMethod } from './signing.rules.js';
import { SittingWriter } from './sitting-writer.js';

type WitnessedCommand = SigningCommand<PapersSignPayload>;

/** Papers signed before a worker: on the worker's phone, also without a network, or on paper. */
@Injectable()
export class WitnessedSigning {
  constructor(
    private readonly doors: DoorsService,
    private readonly contexts: SigningContexts,
    private readonly writer: SittingWriter,
  ) {}

  handlers(): CommandHandler[] {
    const handlers = [{ kind: 'papers.sign', payload: PapersSignPayload, apply: this.sign }];
    return handlers;
  }

  private sign = async (transaction: Transaction, commands: readonly WitnessedCommand[]): Promise<CommandOutcome[]> => {
    const { states } = await this.doors.openFor(transaction, commands);
    const context = await this.contexts.load(transaction, commands, states);
    const { accepted, outcomes } = takeInOrder(commands, context, (command) => {
      const door = states.get(command.payload.doorId) ?? null;
      const residentId = residentOf(command, door, context);
      return { door, residentId, refused: judge(command, door, residentId, context) };
    });
    await this.writer.write(transaction, accepted, context);
    await this.doors.stamp(transaction, unique(accepted.map(({ door }) => door!.id)));
    return outcomes;
  };
}

/**
 * The signer as the door's book knows them now. Whoever was taken out of the book since the phone was offline has signed
 * all the same: their name stands in the evidence, and the signature is the household's.
 */
function residentOf(
  { payload: { signer } }: WitnessedCommand,
  door: DoorState | null,
  context: SigningContext,
): string | null {
  if (signer.residentId === undefined || !door) return null;
  const now = residentNow(signer.residentId, door, context);
  return context.residents.get(door.id)!.has(now) ? now : null;
}

/** Null when the sitting is good. */
function judge(
  command: WitnessedCommand,
  door: DoorState | null,
  residentId: string | null,
  context: SigningContext,
): CommandOutcome | null {
  const errors = sittingErrors(command);
  if (command.payload.method === SigningMethod.Wechat) {
    errors.push({ field: 'payload.method', rule: 'before_a_witness' });
  }
  if (errors.length > 0) return { result: 'invalid', errors };
  const refused = outOfReach(command, Permission.VisitWrite, door ?? undefined);
  if (refused) return refused;
  const wrong = [
    ...paperErrors(command, door!.path, context),
    ...letterErrors(command, context, (letter) => letter.doorId === door!.id),
  ];
  if (wrong.length > 0) return { result: 'invalid', errors: wrong };
  if (command.acceptedBy === null && command.receivedAt - signedAtOf(command) > lateAfterMs) {
    return { result: 'quarantined', reason: 'too_late', doorId: door!.id, gridId: door!.gridId };
  }
  return conflictOf(command, residentId, context);
}
