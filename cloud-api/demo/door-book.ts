import type { Cipher } from '../src/common/crypto/index.js';
import type { Row } from '../src/common/database/index.js';
import { toMicrodegrees } from '../src/modules/doors/index.js';
import type { DemoDoor, DemoResident } from './households.js';
import type { DemoServices } from './services.js';

/**
 * Writes doors as a township's household book brings them: known beforehand, so nobody registered them at the door.
 * The events are the ones that coverage counts by.
 */
export function writeDoors(
  { database, leafClock, cipher, calendar }: DemoServices,
  doors: readonly DemoDoor[],
): Promise<void> {
  return database.transaction(async (transaction) => {
    const versions = await leafClock.raise(
      transaction,
      doors.map(({ grid }) => grid.id),
    );
    await transaction.insert(
      'doors',
      doors.map((door) => doorRow(door, versions.get(door.grid.id)!, calendar.now())),
    );
    await transaction.insert(
      'residents',
      doors.flatMap((door) =>
        door.residents.map((resident, position) => residentRow(door, resident, position, cipher)),
      ),
    );
    transaction.record(
      ...doors.map(({ id, kind, grid }) => ({
        type: 'door.registered',
        actorId: null,
        subject: { kind: 'door', id },
        regionId: grid.id,
        facts: { doorId: id, kind },
        doorIds: [id],
      })),
    );
  });
}

export function doorRow(door: DemoDoor, leafVersion: number, now: number): Row {
  return {
    id: door.id,
    kind: door.kind,
    code: door.code,
    name: door.name,
    address: door.address,
    grid_id: door.grid.id,
    group_id: door.group.id,
    unit_id: door.unit?.id ?? null,
    children_under14: door.childrenUnder14,
    latitude_e6: toMicrodegrees(door.location.latitude),
    longitude_e6: toMicrodegrees(door.location.longitude),
    registered_at_door: 0,
    leaf_version: leafVersion,
    created_at: now,
  };
}

export function residentRow(door: DemoDoor, resident: DemoResident, position: number, cipher: Cipher): Row {
  return {
    id: resident.id,
    door_id: door.id,
    position,
    name: resident.name,
    relation: resident.relation,
    birth_month: resident.birthMonth,
    tags: JSON.stringify(resident.tags),
    phone_cipher: resident.phone && cipher.encrypt(resident.phone),
    phone_index: resident.phone && cipher.blindIndex('phone', resident.phone),
  };
}
