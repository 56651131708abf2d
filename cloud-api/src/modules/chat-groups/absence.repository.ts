import { Injectable } from '@nestjs/common';
import { withinPaths } from '../../common/auth/index.js';
import { numberOrNull, type Queryable, type Row, type Transaction } from '../../common/database/index.js';
import { stands } from './group-sql.js';

export interface AbsenceRow {
  id: string;
  personId: string;
  name: string;
  deputyId: string;
  deputyName: string;
  startsAt: number;
  endsAt: number | null;
  reason: string | null;
  createdBy: string;
  cancelledAt: number | null;
}

const selectAbsences = `SELECT a.id, a.person_id AS personId, p.name, a.deputy_id AS deputyId, d.name AS deputyName, a.starts_at AS startsAt,
    a.ends_at AS endsAt, a.reason, a.created_by AS createdBy, a.cancelled_at AS cancelledAt
  FROM absences a JOIN people p ON p.id = a.person_id JOIN people d ON d.id = a.deputy_id`;
const mostListed = 500;

/** Every query on absences. */
@Injectable()
export class AbsenceRepository {
  /** The person's own, those they stand in for, and those of people with a post within the paths; since `since` unless null. */
  async list(on: Queryable, personId: string, paths: readonly string[], since: number | null): Promise<AbsenceRow[]> {
    const inside = withinPaths('r.path', paths);
    const rows = await on.query<AbsenceRow>(
      `${selectAbsences} WHERE (a.person_id = ? OR a.deputy_id = ? OR a.person_id IN (
           SELECT po.person_id FROM posts po JOIN regions r ON r.id = po.region_id WHERE po.revoked_at IS NULL AND ${inside.sql}))
         ${since === null ? '' : 'AND a.cancelled_at IS NULL AND (a.ends_at IS NULL OR a.ends_at > ?)'}
        ORDER BY a.starts_at DESC, a.id LIMIT ${mostListed}`,
      [personId, personId, ...inside.parameters, ...(since === null ? [] : [since])],
    );
    return rows.map(toRow);
  }

  async one(on: Queryable, id: string): Promise<AbsenceRow | undefined> {
    const [row] = await on.query<AbsenceRow>(`${selectAbsences} WHERE a.id = ?`, [id]);
    return row && toRow(row);
  }

  /** Whether both belong to one open group now. */
  async shareGroup(on: Queryable, personId: string, otherId: string): Promise<boolean> {
    const rows = await on.query(
      `SELECT gp.group_id FROM chat_group_people gp JOIN chat_groups g ON g.id = gp.group_id
         JOIN chat_group_people op ON op.group_id = gp.group_id
        WHERE gp.person_id = ? AND op.person_id = ? AND g.closed_at IS NULL AND ${stands('gp')} AND ${stands('op')} LIMIT 1`,
      [personId, otherId],
    );
    return rows.length > 0;
  }

  async insert(transaction: Transaction, row: Row): Promise<void> {
    await transaction.insert('absences', [row]);
  }

  async cancel(transaction: Transaction, id: string, now: number): Promise<boolean> {
    const changed = await transaction.execute(
      'UPDATE absences SET cancelled_at = ? WHERE id = ? AND cancelled_at IS NULL',
      [now, id],
    );
    return changed === 1;
  }
}

function toRow({ startsAt, endsAt, cancelledAt, ...row }: AbsenceRow): AbsenceRow {
  return { ...row, startsAt: Number(startsAt), endsAt: numberOrNull(endsAt), cancelledAt: numberOrNull(cancelledAt) };
}
