import { Injectable } from '@nestjs/common';
import { anyOf, Database, type Queryable, type Row, type Transaction } from '../../common/database/index.js';
import type { ReceivedCommand } from './command.js';

export interface KnownCommand {
  id: string;
  hash: string;
  actorId: string;
  state: 'stored' | 'quarantined' | 'accepted' | 'rejected';
  reason: string | null;
  recordVersion: number | null;
}

const columns = 'id, hash, actor_id AS actorId, state, reason, record_version AS recordVersion';

/** What became of which command. */
@Injectable()
export class CommandRepository {
  constructor(private readonly database: Database) {}

  async known(ids: readonly string[]): Promise<Map<string, KnownCommand>> {
    const condition = anyOf('id', ids);
    const rows = await this.database.query<KnownCommand>(
      `SELECT ${columns} FROM commands WHERE ${condition.sql}`,
      condition.parameters,
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** The sender's own commands among the ids, with the note a village head left. */
  async confirmations(actorId: string, ids: readonly string[]): Promise<(KnownCommand & { note: string | null })[]> {
    if (ids.length === 0) return [];
    const condition = anyOf('c.id', ids);
    return this.database.query(
      `SELECT c.id, c.hash, c.actor_id AS actorId, c.state, c.reason, c.record_version AS recordVersion, q.note
         FROM commands c LEFT JOIN quarantined_commands q ON q.id = c.id
        WHERE c.actor_id = ? AND ${condition.sql}`,
      [actorId, ...condition.parameters],
    );
  }

  async insert(transaction: Transaction, rows: Row[]): Promise<void> {
    await transaction.insert('commands', rows);
  }

  async everHeldPost(personId: string): Promise<boolean> {
    const [row] = await this.database.query('SELECT id FROM posts WHERE person_id = ? LIMIT 1', [personId]);
    return row !== undefined;
  }

  /** Where a sender belongs when the command's door tells nothing: the newest post, even a revoked one. */
  async homeRegion(on: Queryable, personId: string): Promise<number> {
    const [row] = await on.query<{ region_id: number }>(
      'SELECT region_id FROM posts WHERE person_id = ? ORDER BY created_at DESC, id DESC LIMIT 1',
      [personId],
    );
    return row!.region_id;
  }
}

export function commandRow(
  command: ReceivedCommand,
  outcome: { state: 'stored' | 'quarantined'; reason?: string; recordVersion?: number },
): Row {
  return {
    id: command.id,
    hash: command.hash,
    kind: command.kind,
    actor_id: command.author.personId,
    state: outcome.state,
    reason: outcome.reason ?? null,
    record_version: outcome.recordVersion ?? null,
    received_at: command.receivedAt,
  };
}
