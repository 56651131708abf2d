import { Injectable } from '@nestjs/common';
import { anyOf, chunks, numberOrNull, type Queryable, type Transaction } from '../../common/database/index.js';
import type { RelayRecord, WorkedRelay } from './relay-records.js';
import { firstVersionId } from './version-ids.js';

const facts = `x.opened_at AS openedAt, x.due_at AS dueAt, x.chain_due_at AS chainDueAt, x.signed_at AS signedAt,
  x.pushed_at AS pushedAt, x.proved_at AS provedAt, x.doubted_at AS doubtedAt, x.attested_at AS attestedAt,
  x.closed_at AS closedAt, x.skipped_at AS skippedAt, CASE WHEN g.opengid IS NULL THEN 0 ELSE 1 END AS bound`;

const selectRecords = `SELECT x.id, x.version_id AS versionId, x.group_id AS groupId, x.upper_id AS upperId, x.level, x.openers,
  x.signed_by AS signedBy, x.pushed_by AS pushedBy, ${facts}, g.name AS groupName, g.kind_key AS kindKey,
  g.region_id AS regionId, r.path AS regionPath, g.reported_size AS reportedSize,
  CASE WHEN c.id IS NOT NULL THEN c.name
       WHEN r.level IN ('grid', 'group', 'unit') AND INSTR(r.name, u.name) = 0 THEN CONCAT(u.name, ' ', r.name)
       ELSE r.name END AS placeName
  FROM relays x JOIN chat_groups g ON g.id = x.group_id JOIN regions r ON r.id = g.region_id
  LEFT JOIN regions u ON u.id = r.parent_id LEFT JOIN doors c ON c.id = g.class_id`;

const selectWorked = `SELECT x.id, x.version_id AS versionId, v.hash AS versionHash, v.directive_id AS directiveId,
  d.plan_id AS planId, x.group_id AS groupId, g.name AS groupName, g.region_id AS regionId, r.path AS regionPath,
  x.upper_id AS upperId, x.level, x.step, v.kind, v.severity, v.title, v.published_at AS publishedAt, d.region_id AS directiveRegionId,
  dr.path AS directiveRegionPath, ${facts}
  FROM relays x JOIN chat_groups g ON g.id = x.group_id JOIN regions r ON r.id = g.region_id
  JOIN directive_versions v ON v.id = x.version_id JOIN directives d ON d.id = v.directive_id
  JOIN regions dr ON dr.id = d.region_id`;

const instants = [
  'openedAt',
  'dueAt',
  'chainDueAt',
  'signedAt',
  'pushedAt',
  'provedAt',
  'doubtedAt',
  'attestedAt',
  'closedAt',
  'skippedAt',
] as const;

export interface NewRelay {
  id: string;
  versionId: string;
  groupId: string;
  upperId: string | null;
  level: number;
  openedAt: number | null;
  dueAt: number | null;
  chainDueAt: number;
  nextStepAt: number | null;
}

/** What a set of hops becomes when their clock begins. */
export interface Opening {
  openedAt: number;
  dueAt: number;
  nextStepAt: number | null;
}

/** Every query on hops. */
@Injectable()
export class RelayRepository {
  async insert(transaction: Transaction, relays: readonly NewRelay[]): Promise<void> {
    await transaction.insert(
      'relays',
      relays.map((relay) => ({
        id: relay.id,
        version_id: relay.versionId,
        group_id: relay.groupId,
        upper_id: relay.upperId,
        level: relay.level,
        opened_at: relay.openedAt,
        due_at: relay.dueAt,
        chain_due_at: relay.chainDueAt,
        openers: 0,
        step: 0,
        next_step_at: relay.nextStepAt,
      })),
    );
  }

  /** All hops of a version. */
  async ofVersion(on: Queryable, versionId: string): Promise<RelayRecord[]> {
    return toFacts(await on.query<RelayRecord>(`${selectRecords} WHERE x.version_id = ?`, [versionId]));
  }

  async byIds(on: Queryable, ids: readonly string[]): Promise<RelayRecord[]> {
    const wanted = anyOf('x.id', ids);
    return toFacts(await on.query<RelayRecord>(`${selectRecords} WHERE ${wanted.sql}`, wanted.parameters));
  }

  async worked(on: Queryable, ids: readonly string[]): Promise<Map<string, WorkedRelay>> {
    const wanted = anyOf('x.id', [...new Set(ids)]);
    const rows = toWorked(await on.query<WorkedRelay>(`${selectWorked} WHERE ${wanted.sql}`, wanted.parameters));
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Holds the rows until the end of the transaction: of two who do the same at once the second sees what the first did. */
  async hold(transaction: Transaction, ids: readonly string[]): Promise<void> {
    const wanted = anyOf('id', [...new Set(ids)]);
    await transaction.execute(`UPDATE relays SET step = step WHERE ${wanted.sql}`, wanted.parameters);
  }

  async anyDueForStep(on: Queryable, now: number): Promise<boolean> {
    const rows = await on.query('SELECT id FROM relays WHERE next_step_at <= ? LIMIT 1', [now]);
    return rows.length > 0;
  }

  /** Those whose next step of escalation is due, the longest first. */
  async dueForStep(on: Queryable, now: number, limit: number): Promise<WorkedRelay[]> {
    const rows = await on.query<{ id: string }>(
      `SELECT id FROM relays WHERE next_step_at <= ? ORDER BY next_step_at, id LIMIT ${limit}`,
      [now],
    );
    const worked = await this.worked(
      on,
      rows.map(({ id }) => id),
    );
    return rows.flatMap(({ id }) => worked.get(id) ?? []);
  }

  /** Open hops of the groups, of versions published since then that still hold. */
  async openOfGroups(on: Queryable, groupIds: readonly string[], since: number): Promise<WorkedRelay[]> {
    const rows: WorkedRelay[] = [];
    for (const part of chunks(groupIds, 900)) {
      const groups = anyOf('x.group_id', part);
      rows.push(
        ...(await on.query<WorkedRelay>(
          `${selectWorked} WHERE ${groups.sql} AND x.version_id > ? AND x.opened_at IS NOT NULL AND x.closed_at IS NULL`,
          [...groups.parameters, firstVersionId(since)],
        )),
      );
    }
    return toWorked(rows);
  }

  /** Whatever was asked of the groups, done or not, the newest first. */
  async latestOfGroups(on: Queryable, groupIds: readonly string[], limit: number): Promise<WorkedRelay[]> {
    const groups = anyOf('x.group_id', groupIds);
    const rows = await on.query<WorkedRelay>(
      `${selectWorked} WHERE ${groups.sql} AND x.opened_at IS NOT NULL ORDER BY v.published_at DESC, x.id LIMIT ${limit}`,
      groups.parameters,
    );
    return toWorked(rows);
  }

  /** The hop of the same version in a group. */
  async inGroup(on: Queryable, versionId: string, groupId: string): Promise<WorkedRelay | null> {
    const rows = await on.query<WorkedRelay>(`${selectWorked} WHERE x.version_id = ? AND x.group_id = ?`, [
      versionId,
      groupId,
    ]);
    return toWorked(rows)[0] ?? null;
  }

  /** Hops directly below that wait for the upper one. */
  async waitingBelow(on: Queryable, relayIds: readonly string[]): Promise<WorkedRelay[]> {
    const uppers = anyOf('x.upper_id', relayIds);
    return toWorked(
      await on.query<WorkedRelay>(
        `${selectWorked} WHERE ${uppers.sql} AND x.opened_at IS NULL AND x.closed_at IS NULL`,
        uppers.parameters,
      ),
    );
  }

  /** False when another one opened them meanwhile. */
  async open(transaction: Transaction, ids: readonly string[], opening: Opening): Promise<boolean> {
    const wanted = anyOf('id', ids);
    const opened = await transaction.execute(
      `UPDATE relays SET opened_at = ?, due_at = ?, next_step_at = ? WHERE ${wanted.sql} AND opened_at IS NULL`,
      [opening.openedAt, opening.dueAt, opening.nextStepAt, ...wanted.parameters],
    );
    return opened === ids.length;
  }

  /** The unit's 签收 is that of whoever was first. */
  async sign(transaction: Transaction, relayId: string, personId: string, at: number): Promise<void> {
    await transaction.execute('UPDATE relays SET signed_at = ?, signed_by = ? WHERE id = ? AND signed_at IS NULL', [
      at,
      personId,
      relayId,
    ]);
  }

  /** Whether this is the first push; one settles the hop, however many follow. */
  async push(
    transaction: Transaction,
    relayId: string,
    personId: string,
    at: number,
    nextStepAt: number,
  ): Promise<boolean> {
    const pushed = await transaction.execute(
      `UPDATE relays SET pushed_at = ?, pushed_by = ?,
              next_step_at = CASE WHEN proved_at IS NULL AND attested_at IS NULL AND closed_at IS NULL THEN ? END
        WHERE id = ? AND pushed_at IS NULL`,
      [at, personId, nextStepAt, relayId],
    );
    return pushed === 1;
  }

  /** Whether this opening is the first proof of the hop. */
  async prove(transaction: Transaction, relayId: string, at: number): Promise<boolean> {
    const proved = await transaction.execute(
      'UPDATE relays SET proved_at = ?, next_step_at = NULL WHERE id = ? AND proved_at IS NULL AND closed_at IS NULL',
      [at, relayId],
    );
    return proved === 1;
  }

  async countOpener(transaction: Transaction, relayId: string): Promise<void> {
    await transaction.execute('UPDATE relays SET openers = openers + 1 WHERE id = ?', [relayId]);
  }

  async doubt(transaction: Transaction, relayId: string, at: number): Promise<void> {
    await transaction.execute('UPDATE relays SET doubted_at = ? WHERE id = ? AND proved_at IS NULL', [at, relayId]);
  }

  async attest(transaction: Transaction, relayId: string, at: number): Promise<void> {
    await transaction.execute(
      'UPDATE relays SET attested_at = ?, next_step_at = NULL WHERE id = ? AND attested_at IS NULL',
      [at, relayId],
    );
  }

  async skip(
    transaction: Transaction,
    relayId: string,
    { at, by, reason }: { at: number; by: string; reason: string },
  ): Promise<boolean> {
    const skipped = await transaction.execute(
      `UPDATE relays SET skipped_at = ?, skipped_by = ?, skip_reason = ?
        WHERE id = ? AND skipped_at IS NULL AND pushed_at IS NULL AND proved_at IS NULL AND closed_at IS NULL`,
      [at, by, reason, relayId],
    );
    return skipped === 1;
  }

  /** Moves hops from one step of escalation to the next; how many were still due, and where they were seen. */
  async step(
    transaction: Transaction,
    ids: readonly string[],
    { from, to, now, nextStepAt }: { from: number; to: number; now: number; nextStepAt: number | null },
  ): Promise<number> {
    const wanted = anyOf('id', ids);
    return transaction.execute(
      `UPDATE relays SET step = ?, next_step_at = ? WHERE ${wanted.sql} AND step = ? AND next_step_at <= ?`,
      [to, nextStepAt, ...wanted.parameters, from, now],
    );
  }

  /** Nothing is expected of the hops of a version any longer. */
  async close(transaction: Transaction, versionId: string, at: number): Promise<void> {
    await transaction.execute(
      'UPDATE relays SET closed_at = ?, next_step_at = NULL WHERE version_id = ? AND closed_at IS NULL',
      [at, versionId],
    );
  }
}

type Instants = Record<(typeof instants)[number], number | null>;

function toWorked(rows: readonly WorkedRelay[]): WorkedRelay[] {
  return toFacts(rows).map((row) => ({ ...row, publishedAt: Number(row.publishedAt) }));
}

/** Numbers that MariaDB hands out as text, and flags that both hand out as 0 and 1. */
function toFacts<Relay extends Instants & { bound: boolean }>(rows: readonly Relay[]): Relay[] {
  return rows.map((row) => {
    const known = Object.fromEntries(instants.map((name) => [name, numberOrNull(row[name])]));
    return { ...row, ...known, bound: Boolean(row.bound) };
  });
}
