import { Injectable } from '@nestjs/common';
import { withinPaths } from '../../common/auth/index.js';
import { anyOf, type Queryable, type Transaction } from '../../common/database/index.js';
import { loggedEvents } from '../../common/events/index.js';
import { type RelayStep, RelayStepKind } from './dto/relay.dto.js';
import { firstVersionId } from './version-ids.js';

/** Those that matter to who watches: not pushed and late, or pushed and not proved. Older ones nobody saves any longer. */
const matters = `x.closed_at IS NULL AND x.proved_at IS NULL AND x.attested_at IS NULL AND v.closed_at IS NULL
  AND x.version_id > ? AND (x.pushed_at IS NOT NULL OR x.due_at < ?)`;
/** More than anybody works through: those that are late first, and of both the newest. */
const mostWatched = 500;
const inOrder = `ORDER BY CASE WHEN x.pushed_at IS NULL THEN 0 ELSE 1 END, x.version_id DESC, x.id LIMIT ${mostWatched}`;

/** What supervisors look at, and what they did. */
@Injectable()
export class WatchRepository {
  /** The ids of the hops. */
  async ofGroups(on: Queryable, groupIds: readonly string[], since: number, now: number): Promise<string[]> {
    const groups = anyOf('x.group_id', groupIds);
    const rows = await on.query<{ id: string }>(
      `SELECT x.id FROM relays x JOIN directive_versions v ON v.id = x.version_id
        WHERE ${groups.sql} AND ${matters} ${inOrder}`,
      [...groups.parameters, firstVersionId(since), now],
    );
    return rows.map(({ id }) => id);
  }

  async within(on: Queryable, path: string, since: number, now: number): Promise<string[]> {
    const place = withinPaths('r.path', [path]);
    const rows = await on.query<{ id: string }>(
      `SELECT x.id FROM relays x JOIN directive_versions v ON v.id = x.version_id
         JOIN chat_groups g ON g.id = x.group_id JOIN regions r ON r.id = g.region_id
        WHERE ${place.sql} AND ${matters} ${inOrder}`,
      [...place.parameters, firstVersionId(since), now],
    );
    return rows.map(({ id }) => id);
  }

  /** When each was last urged. */
  async lastUrged(on: Queryable, relayIds: readonly string[]): Promise<Map<string, number>> {
    const relays = anyOf('relay_id', relayIds);
    const rows = await on.query<{ relayId: string; at: number }>(
      `SELECT relay_id AS relayId, MAX(urged_at) AS at FROM relay_urges WHERE ${relays.sql} GROUP BY relay_id`,
      relays.parameters,
    );
    return new Map(rows.map(({ relayId, at }) => [relayId, Number(at)]));
  }

  async urge(
    transaction: Transaction,
    urges: readonly { id: string; relayId: string; personId: string; at: number }[],
  ): Promise<void> {
    await transaction.insert(
      'relay_urges',
      urges.map(({ id, relayId, personId, at }) => ({ id, relay_id: relayId, person_id: personId, urged_at: at })),
    );
  }

  /** The last word of each supervisor counts. */
  async attest(
    transaction: Transaction,
    {
      relayId,
      personId,
      seen,
      note,
      at,
    }: { relayId: string; personId: string; seen: boolean; note: string | null; at: number },
  ): Promise<void> {
    await transaction.upsert(
      'relay_attestations',
      [{ relay_id: relayId, person_id: personId, seen, note, attested_at: at }],
      ['relay_id', 'person_id'],
      { set: ['seen', 'note', 'attested_at'] },
    );
  }

  /** What people did at a hop and what was done about it, in no order. */
  async stepsOf(on: Queryable, relayId: string): Promise<RelayStep[]> {
    const rows = await on.query<{ kind: RelayStep['kind']; at: number; byName: string | null; note: string | null }>(
      `SELECT '${RelayStepKind.Signed}' AS kind, c.signed_at AS at, p.name AS byName, a.name AS note
         FROM relay_receipts c JOIN people p ON p.id = c.person_id LEFT JOIN people a ON a.id = c.absent_id
        WHERE c.relay_id = ?
       UNION ALL SELECT '${RelayStepKind.Pushed}', s.pushed_at, p.name, NULL
         FROM relay_pushes s JOIN people p ON p.id = s.person_id WHERE s.relay_id = ?
       UNION ALL SELECT CASE WHEN t.seen = 1 THEN '${RelayStepKind.Attested}' ELSE '${RelayStepKind.NotSeen}' END,
              t.attested_at, p.name, t.note
         FROM relay_attestations t JOIN people p ON p.id = t.person_id WHERE t.relay_id = ?
       UNION ALL SELECT '${RelayStepKind.Urged}', u.urged_at, p.name, NULL
         FROM relay_urges u JOIN people p ON p.id = u.person_id WHERE u.relay_id = ?
       UNION ALL SELECT '${RelayStepKind.Skipped}', x.skipped_at, p.name, x.skip_reason
         FROM relays x JOIN people p ON p.id = x.skipped_by WHERE x.id = ?`,
      [relayId, relayId, relayId, relayId, relayId],
    );
    const escalated = await loggedEvents(on, ['relay.escalated'], 'relay', [relayId]);
    return [
      ...rows.map((row) => ({ ...row, at: Number(row.at) })),
      ...escalated.map(({ recordedAt, facts }) => ({
        kind: RelayStepKind.Escalated,
        at: recordedAt,
        byName: null,
        note: toldWords(facts.tell),
      })),
    ];
  }
}

const told: Record<string, string> = { pusher: '推送员', supervisor: '监督员', office: '综治办' };

function toldWords(tell: unknown): string {
  return Array.isArray(tell) ? tell.map((one) => told[String(one)] ?? '').join('、') : '';
}
