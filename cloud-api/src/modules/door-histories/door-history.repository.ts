import { Injectable } from '@nestjs/common';
import { anyOf, type Queryable, type Row, type Transaction } from '../../common/database/index.js';
import { renameAll } from '../doors/index.js';
import type { UnitedResident } from './uniting.rules.js';

/** A door as its row has it. */
export interface DoorRecord extends Row {
  id: string;
  kind: string;
  code: string;
  name: string;
  address: string;
  grid_id: number;
  group_id: number | null;
  unit_id: number | null;
  children_under14: number;
  latitude_e6: number | null;
  longitude_e6: number | null;
  registered_at_door: number | boolean;
  version: number;
}

interface FamilyRow extends Row {
  class_id: string;
  door_id: string;
  ended_at: number | null;
}

/** Everything that names a door, moved from one door to another. */
@Injectable()
export class DoorHistoryRepository {
  async doors(on: Queryable, doorIds: readonly string[]): Promise<Map<string, DoorRecord>> {
    const doors = anyOf('id', doorIds);
    const rows = await on.query<DoorRecord>(`SELECT * FROM doors WHERE ${doors.sql}`, doors.parameters);
    return new Map(rows.map((row) => [row.id, row]));
  }

  async residents(on: Queryable, doorId: string): Promise<UnitedResident[]> {
    const rows = await on.query<Omit<UnitedResident, 'tags'> & { tags: string }>(
      `SELECT id, name, relation, birth_month AS birthMonth, tags, phone_cipher AS phoneCipher, phone_index AS phoneIndex
         FROM residents WHERE door_id = ? ORDER BY position, id`,
      [doorId],
    );
    return rows.map((row) => ({ ...row, tags: JSON.parse(row.tags) as string[] }));
  }

  /** Who lives at the door, and nobody else, in this order. Whoever comes from another door has left it. */
  async writeResidents(transaction: Transaction, doorId: string, residents: readonly UnitedResident[]): Promise<void> {
    const coming = anyOf(
      'id',
      residents.map(({ id }) => id),
    );
    await transaction.execute(`DELETE FROM residents WHERE door_id = ? OR ${coming.sql}`, [
      doorId,
      ...coming.parameters,
    ]);
    await transaction.insert(
      'residents',
      residents.map((resident, position) => residentRow(resident, doorId, position)),
    );
  }

  async insertDoor(transaction: Transaction, row: Row): Promise<void> {
    await transaction.insert('doors', [row]);
  }

  /** Compare-and-set on the version that was read; false when somebody was faster. */
  async changeDoor(
    transaction: Transaction,
    { id, version }: { id: string; version: number },
    columns: Row,
  ): Promise<boolean> {
    const names = Object.keys(columns);
    const changed = await transaction.execute(
      `UPDATE doors SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE id = ? AND version = ?`,
      [...names.map((name) => columns[name]!), id, version],
    );
    return changed === 1;
  }

  /** The door is no more; phones that hold it are told by its tombstone. */
  async removeDoor(transaction: Transaction, doorId: string): Promise<void> {
    await transaction.execute('DELETE FROM residents WHERE door_id = ?', [doorId]);
    await transaction.execute('DELETE FROM door_assignments WHERE door_id = ?', [doorId]);
    await transaction.execute('DELETE FROM doors WHERE id = ?', [doorId]);
  }

  async leaveTombstone(transaction: Transaction, gridId: number, doorId: string, leafVersion: number): Promise<void> {
    await transaction.upsert(
      'door_tombstones',
      [{ grid_id: gridId, door_id: doorId, leaf_version: leafVersion }],
      ['grid_id', 'door_id'],
      { set: ['leaf_version'] },
    );
  }

  async removeTombstone(transaction: Transaction, gridId: number, doorId: string): Promise<void> {
    await transaction.execute('DELETE FROM door_tombstones WHERE grid_id = ? AND door_id = ?', [gridId, doorId]);
  }

  /** All visits, those taken back too; who was present is named as they are called at the other door. How many. */
  async moveVisits(
    transaction: Transaction,
    fromId: string,
    toId: string,
    renamed: ReadonlyMap<string, string>,
  ): Promise<number> {
    const attended = await transaction.query<{ id: string; present: string }>(
      "SELECT id, present_resident_ids AS present FROM visits WHERE door_id = ? AND present_resident_ids <> '[]'",
      [fromId],
    );
    for (const { id, present } of attended) {
      const now = JSON.stringify(renameAll(JSON.parse(present) as string[], renamed));
      if (now !== present)
        await transaction.execute('UPDATE visits SET present_resident_ids = ? WHERE id = ?', [now, id]);
    }
    return transaction.execute('UPDATE visits SET door_id = ? WHERE door_id = ?', [toId, fromId]);
  }

  /** Villagers who signed in stay who they are. */
  async followResidents(transaction: Transaction, renamed: ReadonlyMap<string, string>): Promise<void> {
    for (const [former, current] of renamed) {
      await transaction.execute('UPDATE people SET resident_id = ? WHERE resident_id = ?', [current, former]);
    }
  }

  /** Whoever had the one door by name has the other, as well as before or better. */
  async copyAssignments(transaction: Transaction, fromId: string, toId: string): Promise<void> {
    const rows = await transaction.query<{ doorId: string; personId: string; claimed: number; startedAt: number }>(
      `SELECT door_id AS doorId, person_id AS personId, claimed, started_at AS startedAt
         FROM door_assignments WHERE door_id IN (?, ?) AND ended_at IS NULL`,
      [fromId, toId],
    );
    const has = new Set(rows.filter(({ doorId }) => doorId === toId).map(({ personId }) => personId));
    const missing = rows.filter(({ doorId, personId }) => doorId === fromId && !has.has(personId));
    await transaction.upsert(
      'door_assignments',
      missing.map(({ personId, claimed, startedAt }) => ({
        door_id: toId,
        person_id: personId,
        claimed,
        started_at: startedAt,
        ended_at: null,
      })),
      ['door_id', 'person_id'],
      { set: ['claimed', 'started_at', 'ended_at'] },
    );
  }

  /** A family of a class, or a class of families. Where both doors are in a list, it is there once, and still when one is. */
  async moveClassLists(transaction: Transaction, fromId: string, toId: string): Promise<void> {
    for (const [own, other] of [
      ['door_id', 'class_id'],
      ['class_id', 'door_id'],
    ] as const) {
      const rows = await transaction.query<FamilyRow>(`SELECT * FROM class_families WHERE ${own} IN (?, ?)`, [
        fromId,
        toId,
      ]);
      const there = new Map(rows.filter((row) => row[own] === toId).map((row) => [row[other], row]));
      const moved = rows.filter((row) => row[own] === fromId).map((row) => ({ ...row, [own]: toId }));
      await transaction.execute(`DELETE FROM class_families WHERE ${own} = ?`, [fromId]);
      await transaction.upsert(
        'class_families',
        moved.filter((row) => !there.has(row[other]) || row.ended_at === null),
        ['class_id', 'door_id'],
        { set: ['started_at', 'ended_at'] },
      );
    }
  }

  /** What the last book said of a door stays with it, or is what it said of the one that it takes in. */
  async inheritBookEntry(transaction: Transaction, fromId: string, toId: string): Promise<void> {
    const own = await transaction.query('SELECT door_id FROM book_entries WHERE door_id = ?', [toId]);
    if (own.length > 0) await transaction.execute('DELETE FROM book_entries WHERE door_id = ?', [fromId]);
    else await transaction.execute('UPDATE book_entries SET door_id = ? WHERE door_id = ?', [toId, fromId]);
  }

  /**
   * Whatever counts for the door and whoever is told of with it, under the names they have now. Sittings and the evidence of
   * signatures say what was true when they were made, and stay. How many signatures.
   */
  async movePapers(
    transaction: Transaction,
    fromId: string,
    toId: string,
    renamed: ReadonlyMap<string, string>,
  ): Promise<number> {
    for (const [former, current] of renamed) {
      for (const table of ['signatures', 'letter_recipients'])
        await transaction.execute(`UPDATE ${table} SET resident_id = ? WHERE resident_id = ?`, [current, former]);
    }
    for (const table of ['paper_declines', 'letter_recipients'])
      await transaction.execute(`UPDATE ${table} SET door_id = ? WHERE door_id = ?`, [toId, fromId]);
    return transaction.execute('UPDATE signatures SET door_id = ? WHERE door_id = ?', [toId, fromId]);
  }

  /** What the residents signed at the one door goes with them to the other; what nobody of them signed stays. */
  async takePapersAlong(
    transaction: Transaction,
    fromId: string,
    toId: string,
    residentIds: readonly string[],
  ): Promise<number> {
    const going = anyOf('resident_id', residentIds);
    const take = (table: string) =>
      transaction.execute(`UPDATE ${table} SET door_id = ? WHERE door_id = ? AND ${going.sql}`, [
        toId,
        fromId,
        ...going.parameters,
      ]);
    await take('letter_recipients');
    return take('signatures');
  }

  async pointQuarantine(transaction: Transaction, fromId: string, toId: string): Promise<void> {
    await transaction.execute('UPDATE quarantined_commands SET door_id = ? WHERE door_id = ?', [toId, fromId]);
  }
}

function residentRow(resident: UnitedResident, doorId: string, position: number): Row {
  return {
    id: resident.id,
    door_id: doorId,
    position,
    name: resident.name,
    relation: resident.relation,
    birth_month: resident.birthMonth,
    tags: JSON.stringify(resident.tags),
    phone_cipher: resident.phoneCipher,
    phone_index: resident.phoneIndex,
  };
}
