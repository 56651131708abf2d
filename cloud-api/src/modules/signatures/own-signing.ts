import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../common/database/index.js';
import type { FieldError } from '../../common/problem/index.js';
import { type DoorState, DoorsService } from '../doors/index.js';
import { type ScannedCode, SignCodesService } from '../sign-codes/index.js';
import type { CommandHandler, CommandOutcome } from '../sync/index.js';
import { lateAfterMs } from '../visits/index.js';
import { PapersSignOwnPayload } from './dto/signing-commands.dto.js';
import type { LetterToSign } from './letter-book.js';
import { takeInOrder } from './signing-batch.js';
import { residentNow, type SigningContext, SigningContexts } from './signing-context.js';
import { conflictOf, letterErrors, paperErrors } from './signing-judge.js';
import { signedAtOf, type SigningCommand, sittingErrors, unique } from './signing-parts.js';
import { SittingWriter } from './sitting-writer.js';

type OwnCommand = SigningCommand<PapersSignOwnPayload>;

/** Papers signed on one's own WeChat: a household's, or 责任书 sent to oneself. Nobody can decide later what is wrong here. */
@Injectable()
export class OwnSigning {
  constructor(
    private readonly doors: DoorsService,
    private readonly codes: SignCodesService,
    private readonly contexts: SigningContexts,
    private readonly writer: SittingWriter,
  ) {}

  handlers(): CommandHandler[] {
    const handlers = [{ kind: 'papers.sign_own', payload: PapersSignOwnPayload, ofEverybody: true, apply: this.sign }];
    return handlers;
  }

  private sign = async (transaction: Transaction, commands: readonly OwnCommand[]): Promise<CommandOutcome[]> => {
    const scenes = unique(commands.flatMap(({ payload }) => payload.scene ?? []));
    const codes = await this.codes.scanAll(transaction, scenes);
    for (const command of commands) {
      // Whoever scanned a household's code need not know its id.
      const code = codes.get(command.payload.scene ?? '');
      if (code?.doorId && command.payload.doorId === undefined) command.payload.doorId = code.doorId;
    }
    const { states } = await this.doors.openFor(transaction, commands.filter(isAboutDoor));
    const context = await this.contexts.load(transaction, commands, states);
    const { accepted, outcomes } = takeInOrder(commands, context, (command) => {
      const door = states.get(command.payload.doorId ?? '') ?? null;
      const residentId = residentOf(command, door, context);
      return { door, residentId, refused: judge(command, door, residentId, codes, context) };
    });
    await this.writer.write(transaction, accepted, context);
    await this.doors.stamp(transaction, unique(accepted.flatMap(({ door }) => door?.id ?? [])));
    return outcomes;
  };
}

/** The signer as the door's book knows them now: a phone may not have heard yet of a merge. */
function residentOf(
  { payload: { signer }, author }: OwnCommand,
  door: DoorState | null,
  context: SigningContext,
): string | null {
  if (signer.residentId === undefined) return door && author.residentId;
  return door ? residentNow(signer.residentId, door, context) : signer.residentId;
}

function isAboutDoor(command: OwnCommand): command is OwnCommand & { payload: { doorId: string } } {
  return command.payload.doorId !== undefined;
}

function judge(
  command: OwnCommand,
  door: DoorState | null,
  residentId: string | null,
  codes: ReadonlyMap<string, ScannedCode>,
  context: SigningContext,
): CommandOutcome | null {
  const errors = sittingErrors(command);
  // Nobody can look into it later, as they can before a witness.
  if (command.receivedAt - signedAtOf(command) > lateAfterMs) {
    errors.push({ field: 'payload.signedAt', rule: 'too_late' });
  }
  if (errors.length === 0) {
    errors.push(
      ...codeErrors(command, codes, door, context),
      ...householdErrors(command, door, residentId, context),
      ...paperErrors(command, door?.path ?? '', context),
      ...letterErrors(command, context, (letter) => isSentTo(letter, command)),
    );
  }
  return errors.length > 0 ? { result: 'invalid', errors } : conflictOf(command, residentId, context);
}

function codeErrors(
  command: OwnCommand,
  codes: ReadonlyMap<string, ScannedCode>,
  door: DoorState | null,
  context: SigningContext,
): FieldError[] {
  const { payload, author } = command;
  if (payload.scene === undefined) return [];
  const wrong = (rule: string) => [{ field: 'payload.scene', rule }];
  const code = codes.get(payload.scene);
  if (!code) return wrong('code_unknown');
  // What was signed in time, without a network, may arrive later.
  const wasInTime = code.fault === 'code_expired' && signedAtOf(command) < code.expiresAt;
  if (code.fault !== null && !wasInTime) return wrong(code.fault);
  if (code.doorId === null) return [];
  const isTheirs = door !== null && door.id === code.doorId && livesAt(author.residentId, door, context);
  return isTheirs ? [] : wrong('code_of_other_household');
}

/** Papers of a household are signed by its residents; on a phone that is not the signer's own, that is said. */
function householdErrors(
  command: OwnCommand,
  door: DoorState | null,
  residentId: string | null,
  context: SigningContext,
): FieldError[] {
  const { payload, author } = command;
  if (payload.papers.every(({ letterId }) => letterId !== undefined) && payload.doorId === undefined) {
    const isTheirs =
      residentId === null || residentId === author.residentId || isRecipient(residentId, command, context);
    return isTheirs ? [] : [{ field: 'payload.signer.residentId', rule: 'resident_of_door' }];
  }
  if (!door || !livesAt(author.residentId, door, context)) {
    return [{ field: 'payload.doorId', rule: 'own_household' }];
  }
  const { name, sharedPhone } = payload.signer;
  if (payload.signer.residentId === undefined || !livesAt(residentId, door, context)) {
    return [{ field: 'payload.signer.residentId', rule: 'resident_of_door' }];
  }
  if (name !== context.residents.get(door.id)!.get(residentId!)) {
    return [{ field: 'payload.signer.name', rule: 'name_of_resident' }];
  }
  if (residentId !== author.residentId && sharedPhone !== true) {
    return [{ field: 'payload.signer.sharedPhone', rule: 'required_for_another' }];
  }
  return [];
}

function livesAt(residentId: string | null, door: DoorState, context: SigningContext): boolean {
  return residentId !== null && context.residents.get(door.id)!.has(residentId);
}

function isRecipient(residentId: string, { payload }: OwnCommand, { letters }: SigningContext): boolean {
  return payload.papers.every(({ letterId }) => letters.get(letterId ?? '')?.residentId === residentId);
}

function isSentTo({ personId, residentId }: LetterToSign, { author }: OwnCommand): boolean {
  return personId === author.personId || (residentId !== null && residentId === author.residentId);
}
