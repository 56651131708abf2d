import { Injectable } from '@nestjs/common';
import { type SqlCondition, withinPaths } from '../../common/auth/index.js';
import { anyOf, numberOrNull, type Queryable, type SqlValue, type Transaction } from '../../common/database/index.js';
import type { FamilyMember, NewRecipient, RecipientRecord, RoundLevelSums, RoundRecord } from './letter-records.js';
import type { ChainLevel } from './letters.rules.js';

type RoundRow = Omit<RoundRecord, 'levels' | 'startedAt' | 'closedAt'> & {
  levels: string;
  startedAt: number | string;
  closedAt: number | string | null;
};
type RecipientRow = Omit<RecipientRecord, 'superiorSigned' | 'phoneByRoster' | 'removedAt' | 'signedAt'> & {
  superiorSigned: number;
  phoneByRoster: number;
  removedAt: number | string | null;
  signedAt: number | string | null;
};

const selectRounds = `SELECT o.id, o.plan_id AS planId, o.chain_key AS chainKey, o.region_id AS regionId, r.name AS regionName,
    r.path AS regionPath, o.title, o.term, o.version_id AS versionId, o.due_on AS dueOn, o.levels, o.started_at AS startedAt,
    o.closed_at AS closedAt
  FROM letter_rounds o JOIN regions r ON r.id = o.region_id`;

const inForce = (signature: string) =>
  `NOT EXISTS (SELECT 1 FROM signature_endings e WHERE e.signature_id = ${signature}.id)`;
const isSigned = (letterId: string) =>
  `EXISTS (SELECT 1 FROM signatures g WHERE g.letter_id = ${letterId} AND ${inForce('g')})`;

const selectRecipients = `SELECT l.id, l.round_id AS roundId, l.level, l.superior_id AS superiorId, u.name AS superiorName,
    CASE WHEN u.id IS NOT NULL AND ${isSigned('u.id')} THEN 1 ELSE 0 END AS superiorSigned, l.name, l.position,
    COALESCE(l.phone_cipher, s.phone_cipher, p.phone_cipher) AS phoneCipher,
    COALESCE(l.phone_index, s.phone_index, p.phone_index) AS phoneIndex,
    CASE WHEN l.phone_index IS NULL THEN 0 ELSE 1 END AS phoneByRoster, COALESCE(l.person_id, q.id) AS personId, l.resident_id AS residentId,
    COALESCE(s.door_id, l.door_id) AS doorId, l.removed_at AS removedAt, x.id AS signatureId, x.signed_at AS signedAt
  FROM letter_recipients l
  LEFT JOIN letter_recipients u ON u.id = l.superior_id
  LEFT JOIN people p ON p.id = l.person_id
  LEFT JOIN residents s ON s.id = l.resident_id
  LEFT JOIN people q ON q.phone_index = s.phone_index
  LEFT JOIN signatures x ON x.letter_id = l.id AND ${inForce('x')}`;

/** Every query on rounds of 责任书 and those they were sent to. */
@Injectable()
export class LettersRepository {
  async round(on: Queryable, id: string): Promise<RoundRecord | null> {
    return (await this.rounds(on, { sql: 'o.id = ?', parameters: [id] }))[0] ?? null;
  }

  /** The round, held until the end of the transaction so that nobody else sends, removes or closes meanwhile. */
  async lock(transaction: Transaction, id: string): Promise<RoundRecord | null> {
    await transaction.execute('UPDATE letter_rounds SET title = title WHERE id = ?', [id]);
    return this.round(transaction, id);
  }

  roundsByIds(on: Queryable, ids: readonly string[]): Promise<RoundRecord[]> {
    return this.rounds(on, anyOf('o.id', ids));
  }

  /** At a path and below it, the newest first. */
  roundsWithin(on: Queryable, path: string, limit: number): Promise<RoundRecord[]> {
    return this.rounds(on, withinPaths('r.path', [path]), limit);
  }

  openRounds(on: Queryable, regionId: number): Promise<RoundRecord[]> {
    return this.rounds(on, { sql: 'o.region_id = ? AND o.closed_at IS NULL', parameters: [regionId] });
  }

  /** Of each level of each round how many there are, have signed, and could sign now. */
  async sums(on: Queryable, roundIds: readonly string[]): Promise<RoundLevelSums[]> {
    const rounds = anyOf('l.round_id', roundIds);
    // One look at the signatures for each letter, and one for each superior.
    const rows = await on.query<RoundLevelSums>(
      `SELECT b.roundId, b.level, SUM(b.total) AS total, SUM(b.signed) AS signed,
              SUM(CASE WHEN b.level = 1 OR ${isSigned('b.superiorId')} THEN b.total - b.signed ELSE 0 END) AS open
         FROM (SELECT l.round_id AS roundId, l.level, l.superior_id AS superiorId, COUNT(*) AS total,
                      SUM(CASE WHEN ${isSigned('l.id')} THEN 1 ELSE 0 END) AS signed
                 FROM letter_recipients l WHERE l.removed_at IS NULL AND ${rounds.sql}
                GROUP BY l.round_id, l.level, l.superior_id) b
        GROUP BY b.roundId, b.level`,
      rounds.parameters,
    );
    return rows.map(({ roundId, level, total, signed: done, open }) => ({
      roundId,
      level,
      total: Number(total),
      signed: Number(done),
      open: Number(open),
    }));
  }

  /** Those whom a round waits for or has heard from, by level, then as they were sent to. */
  recipients(on: Queryable, roundId: string): Promise<RecipientRecord[]> {
    return this.select(on, 'l.round_id = ? AND l.removed_at IS NULL ORDER BY l.level, l.sent_at, l.id', [roundId]);
  }

  /** Removed ones too. */
  async recipientsByIds(on: Queryable, ids: readonly string[]): Promise<RecipientRecord[]> {
    const wanted = anyOf('l.id', ids);
    return this.select(on, wanted.sql, wanted.parameters);
  }

  /** What was sent to a person, also as a guardian by their phone or as the resident that they are; the newest first. */
  async ofPerson(on: Queryable, personId: string, residentId: string | null): Promise<RecipientRecord[]> {
    const own = await on.query<{ id: string }>(
      `SELECT id FROM letter_recipients WHERE person_id = ?
        UNION SELECT id FROM letter_recipients WHERE resident_id = ?
        UNION SELECT l.id FROM people p JOIN residents s ON s.phone_index = p.phone_index
                JOIN letter_recipients l ON l.resident_id = s.id WHERE p.id = ?`,
      [personId, residentId, personId],
    );
    const letters = anyOf(
      'l.id',
      own.map(({ id }) => id),
    );
    return this.select(
      on,
      `${letters.sql} AND l.removed_at IS NULL ORDER BY l.sent_at DESC, l.id DESC`,
      letters.parameters,
    );
  }

  /** Holds letters until the end of the transaction: nobody else signs or removes them meanwhile. */
  async hold(on: Queryable, ids: readonly string[]): Promise<void> {
    if (on.dialect === 'sqlite') return;
    const wanted = anyOf('id', [...ids].sort());
    await on.query(`SELECT id FROM letter_recipients WHERE ${wanted.sql} ORDER BY id FOR UPDATE`, wanted.parameters);
  }

  async insertRound(
    transaction: Transaction,
    round: Omit<RoundRecord, 'regionName' | 'regionPath' | 'closedAt'> & { startedBy: string },
  ): Promise<void> {
    await transaction.insert('letter_rounds', [
      {
        id: round.id,
        plan_id: round.planId,
        chain_key: round.chainKey,
        region_id: round.regionId,
        title: round.title,
        term: round.term,
        version_id: round.versionId,
        due_on: round.dueOn,
        levels: JSON.stringify(round.levels),
        started_by: round.startedBy,
        started_at: round.startedAt,
        closed_at: null,
      },
    ]);
  }

  async insertRecipients(
    transaction: Transaction,
    roundId: string,
    recipients: readonly NewRecipient[],
    sentAt: number,
  ): Promise<void> {
    await transaction.insert(
      'letter_recipients',
      recipients.map((one) => ({
        id: one.id,
        round_id: roundId,
        level: one.level,
        superior_id: one.superiorId,
        name: one.name,
        position: one.position,
        phone_cipher: one.phoneCipher,
        phone_index: one.phoneIndex,
        person_id: one.personId,
        resident_id: one.residentId,
        door_id: one.doorId,
        sent_at: sentAt,
        removed_at: null,
      })),
    );
  }

  async move(transaction: Transaction, moved: ReadonlyMap<string, string>): Promise<void> {
    for (const [id, superiorId] of moved)
      await transaction.execute('UPDATE letter_recipients SET superior_id = ? WHERE id = ?', [superiorId, id]);
  }

  async reach(
    transaction: Transaction,
    { id, phoneCipher, phoneIndex, personId }: Pick<NewRecipient, 'id' | 'phoneCipher' | 'phoneIndex' | 'personId'>,
  ): Promise<void> {
    await transaction.execute(
      'UPDATE letter_recipients SET phone_cipher = ?, phone_index = ?, person_id = COALESCE(person_id, ?) WHERE id = ?',
      [phoneCipher, phoneIndex, personId, id],
    );
  }

  /** Takes somebody out; those below come to whoever stood above. */
  async remove(transaction: Transaction, { id, superiorId }: RecipientRecord, removedAt: number): Promise<void> {
    await transaction.execute('UPDATE letter_recipients SET removed_at = ? WHERE id = ?', [removedAt, id]);
    await transaction.execute('UPDATE letter_recipients SET superior_id = ? WHERE superior_id = ?', [superiorId, id]);
  }

  async close(transaction: Transaction, id: string, closedAt: number): Promise<void> {
    await transaction.execute('UPDATE letter_rounds SET closed_at = ? WHERE id = ?', [closedAt, id]);
  }

  /** The residents of doors who are on record, in the order of the household book. */
  residents(on: Queryable, doorIds: readonly string[]): Promise<FamilyMember[]> {
    const doors = anyOf('door_id', doorIds);
    return on.query(
      `SELECT id, door_id AS doorId, name, relation, tags, birth_month AS birthMonth FROM residents
        WHERE ${doors.sql} ORDER BY door_id, position, id`,
      doors.parameters,
    );
  }

  private async rounds(on: Queryable, where: SqlCondition, limit?: number): Promise<RoundRecord[]> {
    const rows = await on.query<RoundRow>(
      `${selectRounds} WHERE ${where.sql} ORDER BY o.started_at DESC, o.id DESC${limit ? ` LIMIT ${limit}` : ''}`,
      where.parameters,
    );
    return rows.map((row) => ({
      ...row,
      levels: JSON.parse(row.levels) as ChainLevel[],
      startedAt: Number(row.startedAt),
      closedAt: numberOrNull(row.closedAt),
    }));
  }

  private async select(on: Queryable, where: string, parameters: readonly SqlValue[]): Promise<RecipientRecord[]> {
    const rows = await on.query<RecipientRow>(`${selectRecipients} WHERE ${where}`, parameters);
    return rows.map((row) => ({
      ...row,
      superiorSigned: row.superiorId === null ? null : Number(row.superiorSigned) === 1,
      phoneByRoster: Number(row.phoneByRoster) === 1,
      removedAt: numberOrNull(row.removedAt),
      signedAt: numberOrNull(row.signedAt),
    }));
  }
}
