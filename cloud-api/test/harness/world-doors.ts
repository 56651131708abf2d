import { v7 as uuid7 } from 'uuid';
import type { Transaction } from '../../src/common/database/index.js';
import { Cipher } from '../../src/common/crypto/index.js';

export interface ResidentDraft {
  name: string;
  relation?: string;
  tags?: string[];
  phone?: string;
  birthMonth?: string;
}

export interface DoorDraft {
  kind?: string;
  code: string;
  name: string;
  gridId: number;
  groupId?: number;
  unitId?: number;
  residents?: ResidentDraft[];
}

export interface WorldDoor {
  id: string;
  code: string;
  name: string;
  gridId: number;
  residents: { id: string; name: string }[];
}

/** A door as the household register brings it, before anybody visited. */
export async function addDoor(transaction: Transaction, cipher: Cipher, draft: DoorDraft): Promise<WorldDoor> {
  const { kind = 'household', code, name, gridId, groupId = null, unitId = null, residents = [] } = draft;
  const id = uuid7();
  await transaction.insert('doors', [
    {
      id,
      kind,
      code,
      name,
      address: `${code}号`,
      grid_id: gridId,
      group_id: groupId,
      unit_id: unitId,
      children_under14: 0,
      registered_at_door: 0,
      version: 1,
      leaf_version: 0,
      created_at: 0,
    },
  ]);
  const rows = residents.map((resident, position) => ({
    id: uuid7(),
    door_id: id,
    position,
    name: resident.name,
    relation: resident.relation ?? (position === 0 ? 'head' : 'other'),
    birth_month: resident.birthMonth ?? null,
    tags: JSON.stringify(resident.tags ?? []),
    phone_cipher: resident.phone ? cipher.encrypt(resident.phone) : null,
    phone_index: resident.phone ? cipher.blindIndex('phone', resident.phone) : null,
  }));
  await transaction.insert('residents', rows);
  return { id, code, name, gridId, residents: rows.map((row) => ({ id: row.id, name: row.name })) };
}
