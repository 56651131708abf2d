import { Injectable } from '@nestjs/common';
import { Cipher } from '../../common/crypto/index.js';
import { anyOf, chunks, type Queryable, type Transaction } from '../../common/database/index.js';
import { doorKeys, type KeyedDoor, type KeyedResident, type PhoneHashes } from './door-keys.rules.js';

interface DoorWithKeys extends KeyedDoor {
  id: string;
  gridId: number;
  keys: string[];
}

const doorsPerStep = 500;

/** Keeps the keys under which doors are found equal to what stands at the doors. */
@Injectable()
export class DoorKeyWriter {
  constructor(private readonly cipher: Cipher) {}

  /** The hashes by which a phone is found. */
  hashesOf(phone: string): PhoneHashes {
    return { whole: this.cipher.blindIndex('phone', phone), tail: this.tailHash(phone.slice(-4)) };
  }

  tailHash(lastFour: string): string {
    return this.cipher.blindIndex('phone-tail', lastFour);
  }

  /** The doors' leaves are locked. Writes anew the keys of those doors whose keys differ, also of doors that are gone; how many. */
  async rewrite(transaction: Transaction, doorIds: readonly string[]): Promise<number> {
    let changed = 0;
    for (const part of chunks([...new Set(doorIds)], doorsPerStep))
      changed += await this.rewritePart(transaction, part);
    return changed;
  }

  private async rewritePart(transaction: Transaction, doorIds: readonly string[]): Promise<number> {
    const stored = await storedKeys(transaction, doorIds);
    const doors = await this.doorsWithKeys(transaction, doorIds);
    const current = new Map(doors.map((door) => [door.id, door.keys.map((key) => `${door.gridId} ${key}`).join('\n')]));
    const changed = doorIds.filter((id) => (stored.get(id) ?? '') !== (current.get(id) ?? ''));
    const outdated = anyOf(
      'door_id',
      changed.filter((id) => stored.has(id)),
    );
    if (outdated.parameters.length > 0)
      await transaction.execute(`DELETE FROM door_keys WHERE ${outdated.sql}`, outdated.parameters);
    const isChanged = new Set(changed);
    await transaction.insert(
      'door_keys',
      doors
        .filter(({ id }) => isChanged.has(id))
        .flatMap(({ id, gridId, keys }) => keys.map((key) => ({ grid_id: gridId, search_key: key, door_id: id }))),
    );
    return changed.length;
  }

  private async doorsWithKeys(on: Queryable, doorIds: readonly string[]): Promise<DoorWithKeys[]> {
    const doors = anyOf('id', doorIds);
    const rows = await on.query<Omit<DoorWithKeys, 'keys'>>(
      `SELECT id, grid_id AS gridId, kind, code, name FROM doors WHERE ${doors.sql}`,
      doors.parameters,
    );
    const residents = await this.residentsOf(on, doorIds);
    return rows.map((row) => ({ ...row, keys: doorKeys(row, residents.get(row.id) ?? []) }));
  }

  private async residentsOf(on: Queryable, doorIds: readonly string[]): Promise<Map<string, KeyedResident[]>> {
    const doors = anyOf('door_id', doorIds);
    const rows = await on.query<{ doorId: string; name: string; cipher: string | null; whole: string | null }>(
      `SELECT door_id AS doorId, name, phone_cipher AS cipher, phone_index AS whole FROM residents WHERE ${doors.sql}`,
      doors.parameters,
    );
    const residents = new Map<string, KeyedResident[]>();
    for (const { doorId, name, cipher, whole } of rows) {
      const phone =
        cipher === null || whole === null
          ? null
          : { whole, tail: this.tailHash(this.cipher.decrypt(cipher).slice(-4)) };
      const others = residents.get(doorId);
      if (others) others.push({ name, phone });
      else residents.set(doorId, [{ name, phone }]);
    }
    return residents;
  }
}

/** For each door that has keys: grid and key, in the keys' order, as one text. */
async function storedKeys(on: Queryable, doorIds: readonly string[]): Promise<Map<string, string>> {
  const doors = anyOf('door_id', doorIds);
  const rows = await on.query<{ doorId: string; gridId: number; searchKey: string }>(
    `SELECT door_id AS doorId, grid_id AS gridId, search_key AS searchKey FROM door_keys WHERE ${doors.sql}`,
    doors.parameters,
  );
  const keys = new Map<string, { gridId: number; searchKey: string }[]>();
  for (const { doorId, ...row } of rows) {
    const others = keys.get(doorId);
    if (others) others.push(row);
    else keys.set(doorId, [row]);
  }
  return new Map(
    [...keys].map(([id, list]) => [
      id,
      list
        .sort((a, b) => (a.searchKey < b.searchKey ? -1 : 1))
        .map(({ gridId, searchKey }) => `${gridId} ${searchKey}`)
        .join('\n'),
    ]),
  );
}
