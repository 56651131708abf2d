import { Injectable } from '@nestjs/common';
import type { Actor } from '../../common/auth/index.js';
import { Clock } from '../../common/clock/index.js';
import { canonicalJson, sha256Hex } from '../../common/crypto/index.js';
import { Database, GroupCommit, isDuplicateKey, type Transaction } from '../../common/database/index.js';
import { validateAs } from '../../common/http/index.js';
import { type FieldError, Problem } from '../../common/problem/index.js';
import { type CommandOutcome, ConflictReason, type PhoneCommand, type ReceivedCommand } from './command.js';
import { CommandRegistry } from './command-registry.js';
import { commandRow, CommandRepository, type KnownCommand } from './command.repository.js';
import { CommandEnvelope, type Push, type PushAnswer, type PushResult } from './dto/push.dto.js';
import { QuarantineRepository, quarantineRow } from './quarantine.repository.js';
import { clockOffset, runsOf, toleratedFutureMs } from './sync.rules.js';

/** Answers by the identity of the command. */
type Answers = Map<string, PushResult>;

/** SQLite has one writer; of a server's connections others need some too. */
const transactionsAtOnce = { sqlite: 1, mysql: 4 };

/** Takes in what phones wrote. Sending again, in another order or eight times at once changes nothing. */
@Injectable()
export class PushService {
  /** Small pushes come in crowds: those that wait at the same time are carried out as one set. */
  private readonly together: GroupCommit<ReceivedCommand, CommandOutcome>;

  constructor(
    private readonly registry: CommandRegistry,
    private readonly commands: CommandRepository,
    private readonly quarantine: QuarantineRepository,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    const carryOut = (commands: readonly ReceivedCommand[]) =>
      this.database.transaction((transaction) => this.applyIn(transaction, commands));
    this.together = new GroupCommit(carryOut, transactionsAtOnce[database.dialect]);
  }

  async push(actor: Actor, push: Push): Promise<PushAnswer> {
    if (!(await this.mayPush(actor, push.commands))) throw Problem.forbidden();
    const receivedAt = this.clock.now();
    const offset = clockOffset(push.sentAt, receivedAt);
    const received = push.commands.map((raw) => this.receive(actor, raw, receivedAt, offset));
    const answers = await this.applyAll(firstOfEach(received));
    const results = received.map((command, index) =>
      'errors' in command ? invalid(push.commands[index], command.errors) : answers.get(identity(command))!,
    );
    return { receivedAt, results };
  }

  /** Whoever never held a post sends only what everybody may. */
  private async mayPush(actor: Actor, commands: readonly unknown[]): Promise<boolean> {
    if (actor.posts.length > 0 || (await this.commands.everHeldPost(actor.personId))) return true;
    const isOpen = (command: unknown) => {
      const kind = (command as { kind?: unknown } | null)?.kind;
      return typeof kind === 'string' && this.registry.find(kind)?.ofEverybody === true;
    };
    return commands.length > 0 && commands.every(isOpen);
  }

  private receive(
    author: Actor,
    raw: unknown,
    receivedAt: number,
    clockOffset: number,
  ): ReceivedCommand | { errors: FieldError[] } {
    const envelope = validateAs(CommandEnvelope, raw);
    if (envelope.value === null) return { errors: envelope.errors };
    const { id, kind, happenedAt } = envelope.value;
    const handler = this.registry.find(kind);
    if (!handler) return { errors: [{ field: 'kind', rule: 'known_kind' }] };
    if (happenedAt + clockOffset > receivedAt + toleratedFutureMs) {
      return { errors: [{ field: 'happenedAt', rule: 'not_in_future' }] };
    }
    const payload = validateAs(handler.payload, (raw as PhoneCommand).payload, 'payload');
    if (payload.value === null) return { errors: payload.errors };
    const canonical = canonicalJson(raw);
    const hash = sha256Hex(canonical);
    const arrival = { receivedAt, clockOffset, author, acceptedBy: null };
    return { id, kind, payload: payload.value, canonical, hash, happenedAt, ...arrival };
  }

  /** An id that stands twice, with different contents, is tried again once it is known what became of the first. */
  private async applyAll(received: ReceivedCommand[]): Promise<Answers> {
    const answers = new Map<string, PushResult>();
    for (let rest = received; rest.length > 0;) {
      const [first, again] = splitRepeatedIds(rest);
      const fresh = await this.answerKnown(first, answers);
      for (const run of runsOf(fresh)) await this.applyRun(run, answers);
      rest = again;
    }
    return answers;
  }

  /** Answers what has been seen before; the rest is returned. */
  private async answerKnown(received: ReceivedCommand[], answers: Answers): Promise<ReceivedCommand[]> {
    if (received.length === 0) return [];
    const known = await this.commands.known(received.map((command) => command.id));
    const fresh: ReceivedCommand[] = [];
    for (const command of received) {
      const earlier = known.get(command.id);
      if (earlier) answers.set(identity(command), repeated(command, earlier));
      else fresh.push(command);
    }
    return fresh;
  }

  private async applyRun(run: ReceivedCommand[], answers: Answers): Promise<void> {
    if (run.length === 0) return;
    try {
      const outcomes = await this.together.run(run);
      run.forEach((command, index) => answers.set(identity(command), answered(command, outcomes[index]!)));
    } catch (error) {
      // The same command came twice at once and the other one won: it is known now.
      if (!isDuplicateKey(error)) throw error;
      const rest = await this.answerKnown(run, answers);
      if (rest.length === run.length) throw error;
      await this.applyRun(rest, answers);
    }
  }

  private async applyIn(transaction: Transaction, commands: readonly ReceivedCommand[]): Promise<CommandOutcome[]> {
    const outcomes = new Map<ReceivedCommand, CommandOutcome>();
    for (const kind of new Set(commands.map((command) => command.kind))) {
      const ofKind = commands.filter((command) => command.kind === kind);
      const answers = await this.registry.find(kind)!.apply(transaction, ofKind);
      ofKind.forEach((command, index) => outcomes.set(command, answers[index]!));
    }
    await this.remember(transaction, outcomes);
    await this.keepQuarantined(transaction, outcomes);
    return commands.map((command) => outcomes.get(command)!);
  }

  private async remember(
    transaction: Transaction,
    outcomes: ReadonlyMap<ReceivedCommand, CommandOutcome>,
  ): Promise<void> {
    const rows = [...outcomes].flatMap(([command, outcome]) => {
      if (outcome.result === 'stored') return [commandRow(command, { state: 'stored', ...outcome })];
      if (outcome.result === 'quarantined')
        return [commandRow(command, { state: 'quarantined', reason: outcome.reason })];
      return [];
    });
    await this.commands.insert(transaction, rows);
  }

  private async keepQuarantined(
    transaction: Transaction,
    outcomes: ReadonlyMap<ReceivedCommand, CommandOutcome>,
  ): Promise<void> {
    for (const [command, outcome] of outcomes) {
      if (outcome.result !== 'quarantined') continue;
      const { personId } = command.author;
      const regionId = outcome.gridId ?? (await this.commands.homeRegion(transaction, personId));
      await this.quarantine.insert(transaction, [quarantineRow(command, outcome, regionId)]);
      transaction.record({
        type: 'command.quarantined',
        actorId: personId,
        subject: { kind: 'command', id: command.id },
        regionId,
        facts: { kind: command.kind, reason: outcome.reason, hash: command.hash },
        personal: command.canonical,
      });
    }
  }
}

/** The same id may stand twice in one push: equal ones share one answer, different ones are told apart by their hash. */
function identity(command: ReceivedCommand): string {
  return `${command.id} ${command.hash}`;
}

function firstOfEach(received: (ReceivedCommand | { errors: FieldError[] })[]): ReceivedCommand[] {
  const first = new Map<string, ReceivedCommand>();
  for (const command of received) {
    if (!('errors' in command) && !first.has(identity(command))) first.set(identity(command), command);
  }
  return [...first.values()];
}

function splitRepeatedIds(commands: readonly ReceivedCommand[]): [ReceivedCommand[], ReceivedCommand[]] {
  const first = new Map<string, ReceivedCommand>();
  for (const command of commands) if (!first.has(command.id)) first.set(command.id, command);
  return [[...first.values()], commands.filter((command) => first.get(command.id) !== command)];
}

function invalid(raw: unknown, errors: FieldError[]): PushResult {
  const id = (raw as { id?: unknown } | null)?.id;
  return { id: typeof id === 'string' ? id.slice(0, 36) : '', result: 'invalid', errors };
}

function answered(command: ReceivedCommand, outcome: CommandOutcome): PushResult {
  return {
    id: command.id,
    hash: command.hash,
    result: outcome.result,
    ...('reason' in outcome ? { reason: outcome.reason } : {}),
    ...('recordVersion' in outcome && outcome.recordVersion !== undefined
      ? { recordVersion: outcome.recordVersion }
      : {}),
    ...('errors' in outcome ? { errors: outcome.errors } : {}),
  };
}

function repeated(command: ReceivedCommand, earlier: KnownCommand): PushResult {
  if (earlier.hash !== command.hash) {
    return { id: command.id, hash: command.hash, result: 'conflict', reason: ConflictReason.IdReused };
  }
  return {
    id: command.id,
    hash: earlier.hash,
    result: earlier.state === 'quarantined' ? 'quarantined' : 'repeated',
    ...(earlier.reason === null ? {} : { reason: earlier.reason }),
    ...(earlier.recordVersion === null ? {} : { recordVersion: Number(earlier.recordVersion) }),
  };
}
