import { Injectable } from '@nestjs/common';
import { Actor, Permission } from '../../common/auth/index.js';
import { Clock } from '../../common/clock/index.js';
import { sha256Hex } from '../../common/crypto/index.js';
import { Database, type Transaction } from '../../common/database/index.js';
import { validateAs } from '../../common/http/index.js';
import { ErrorCode, Problem } from '../../common/problem/index.js';
import { RegionsService } from '../regions/index.js';
import { type PhoneCommand, type QuarantineReason } from './command.js';
import { CommandRegistry } from './command-registry.js';
import type {
  QuarantinedCommand,
  QuarantineDecision,
  QuarantineList,
  QuarantineQuery,
  QuarantineState,
} from './dto/quarantine.dto.js';
import { type QuarantinedRow, QuarantineRepository } from './quarantine.repository.js';

/** What arrived late, out of scope or for no known door: honest work that a village head accepts or sends back. */
@Injectable()
export class QuarantineService {
  constructor(
    private readonly quarantine: QuarantineRepository,
    private readonly registry: CommandRegistry,
    private readonly regions: RegionsService,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor, query: QuarantineQuery): Promise<QuarantineList> {
    const paths = await this.regions.reachablePaths(actor, Permission.QuarantineDecide, query.regionId);
    const rows = await this.quarantine.list(paths, query.state ?? 'pending');
    return { items: rows.map(toItem) };
  }

  /** Accepting carries the command out as its author's, in the same transaction as the decision. */
  async decide(actor: Actor, id: string, decision: QuarantineDecision): Promise<void> {
    await this.database.transaction(async (transaction) => {
      const row = await this.quarantine.find(transaction, id);
      if (!row || !actor.canAt(Permission.QuarantineDecide, row.path)) throw Problem.notFound();
      const state = decision.accept ? 'accepted' : 'rejected';
      const note = decision.note ?? null;
      const first = await this.quarantine.decide(transaction, {
        id,
        state,
        note,
        by: actor.personId,
        at: this.clock.now(),
      });
      if (!first) throw new Problem(409, ErrorCode.AlreadyDecided);
      if (decision.accept) await this.carryOut(transaction, row, actor);
      transaction.record({
        type: `command.${state}`,
        actorId: actor.personId,
        subject: { kind: 'command', id },
        facts: { kind: row.kind, reason: row.reason },
        personal: { note: note ?? '' },
      });
    });
  }

  private async carryOut(transaction: Transaction, row: QuarantinedRow, acceptedBy: Actor): Promise<void> {
    const command = JSON.parse(row.command) as PhoneCommand;
    const handler = this.registry.find(row.kind)!;
    const payload = validateAs(handler.payload, command.payload, 'payload');
    if (payload.value === null) throw Problem.validation(payload.errors);
    const [outcome] = await handler.apply(transaction, [
      {
        id: row.id,
        kind: row.kind,
        payload: payload.value,
        canonical: row.command,
        hash: sha256Hex(row.command),
        happenedAt: command.happenedAt,
        receivedAt: Number(row.receivedAt),
        clockOffset: Number(row.clockOffset),
        author: new Actor(row.actorId, '', [], true, null),
        acceptedBy,
      },
    ]);
    // A door still unknown, changed meanwhile or out of the reach of who accepts: nothing of the decision stays.
    if (outcome!.result !== 'stored') throw Problem.conflict('reason' in outcome! ? outcome.reason : outcome!.result);
  }
}

function toItem(row: QuarantinedRow): QuarantinedCommand {
  const command = JSON.parse(row.command) as PhoneCommand;
  return {
    id: row.id,
    kind: row.kind,
    reason: row.reason as QuarantineReason,
    byName: row.byName,
    happenedAt: command.happenedAt + Number(row.clockOffset),
    receivedAt: Number(row.receivedAt),
    doorId: row.doorId,
    doorLabel: row.doorName === null ? null : `${row.doorCode} ${row.doorName}`.trim(),
    placeName: row.placeName,
    state: row.state as QuarantineState,
    note: row.note,
  };
}
