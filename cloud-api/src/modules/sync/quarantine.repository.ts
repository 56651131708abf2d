import { Injectable } from '@nestjs/common';
import { withinPaths } from '../../common/auth/index.js';
import { Cipher } from '../../common/crypto/index.js';
import { Database, type Queryable, type Row, type Transaction } from '../../common/database/index.js';
import { EventLog } from '../../common/events/index.js';
import type { CommandOutcome, ReceivedCommand } from './command.js';

export interface QuarantinedRow {
  id: string;
  kind: string;
  reason: string;
  actorId: string;
  byName: string;
  doorId: string | null;
  doorName: string | null;
  doorCode: string | null;
  /** Of a grid with its village: 台头村 第一网格. */
  placeName: string;
  command: string;
  clockOffset: number;
  receivedAt: number;
  state: string;
  note: string | null;
  path: string;
}

const listed = 200;

/** Commands waiting for a village head, and how they were decided. They hold phones and names, so they are encrypted. */
@Injectable()
export class QuarantineRepository {
  constructor(
    private readonly database: Database,
    private readonly cipher: Cipher,
    private readonly eventLog: EventLog,
  ) {}

  async insert(transaction: Transaction, rows: Row[]): Promise<void> {
    await transaction.insert(
      'quarantined_commands',
      rows.map((row) => ({ ...row, command: this.cipher.encrypt(row.command as string) })),
    );
  }

  /** Takes out what a decided command said; that it came, and how it was decided, stays. */
  async forget(transaction: Transaction, id: string, happenedAt: number): Promise<void> {
    const nothing = this.cipher.encrypt(JSON.stringify({ happenedAt }));
    await transaction.execute("UPDATE quarantined_commands SET command = ? WHERE id = ? AND state <> 'pending'", [
      nothing,
      id,
    ]);
    await this.eventLog.erasePersonal(transaction, 'command.quarantined', { kind: 'command', id });
  }

  /** Oldest first, at most 200. */
  list(paths: readonly string[], state: string): Promise<QuarantinedRow[]> {
    const scope = withinPaths('r.path', paths);
    return this.select(this.database, `q.state = ? AND ${scope.sql} ORDER BY q.received_at, q.id LIMIT ${listed}`, [
      state,
      ...scope.parameters,
    ]);
  }

  async find(on: Queryable, id: string): Promise<QuarantinedRow | null> {
    const [row] = await this.select(on, 'q.id = ?', [id]);
    return row ?? null;
  }

  /** True for the one who decides first. */
  async decide(
    transaction: Transaction,
    decision: { id: string; state: 'accepted' | 'rejected'; note: string | null; by: string; at: number },
  ): Promise<boolean> {
    const decided = await transaction.execute(
      "UPDATE quarantined_commands SET state = ?, note = ?, decided_by = ?, decided_at = ? WHERE id = ? AND state = 'pending'",
      [decision.state, decision.note, decision.by, decision.at, decision.id],
    );
    if (decided === 0) return false;
    await transaction.execute('UPDATE commands SET state = ? WHERE id = ?', [decision.state, decision.id]);
    return true;
  }

  private async select(
    on: Queryable,
    condition: string,
    parameters: Parameters<Queryable['query']>[1],
  ): Promise<QuarantinedRow[]> {
    const rows = await on.query<QuarantinedRow>(
      `SELECT q.id, q.kind, q.reason, q.actor_id AS actorId, p.name AS byName, q.door_id AS doorId, d.name AS doorName,
              d.code AS doorCode, CASE WHEN r.level IN ('grid', 'group', 'unit') THEN CONCAT(v.name, ' ', r.name) ELSE r.name END AS placeName, q.command, q.clock_offset AS clockOffset, q.received_at AS receivedAt,
              q.state, q.note, r.path
         FROM quarantined_commands q
         JOIN people p ON p.id = q.actor_id
         JOIN regions r ON r.id = q.region_id
         LEFT JOIN regions v ON v.id = r.parent_id
         LEFT JOIN doors d ON d.id = q.door_id
        WHERE ${condition}`,
      parameters,
    );
    return rows.map((row) => ({ ...row, command: this.cipher.decrypt(row.command) }));
  }
}

export function quarantineRow(
  command: ReceivedCommand,
  outcome: Extract<CommandOutcome, { result: 'quarantined' }>,
  regionId: number,
): Row {
  return {
    id: command.id,
    kind: command.kind,
    reason: outcome.reason,
    actor_id: command.author.personId,
    region_id: regionId,
    door_id: outcome.doorId,
    command: command.canonical,
    clock_offset: command.clockOffset,
    received_at: command.receivedAt,
    state: 'pending',
    note: null,
    decided_by: null,
    decided_at: null,
  };
}
