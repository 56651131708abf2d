import { v7 as uuid7 } from 'uuid';
import { Actor } from '../src/common/auth/index.js';
import { DoorKind } from '../src/modules/plans/index.js';
import type { DemoDoor, DemoResident } from './households.js';
import type { DemoServices } from './services.js';

const villagersSignedUp = 3;

/** Where somebody lives who can sign in by phone. */
export function isHome({ kind, residents }: DemoDoor): boolean {
  return kind === DoorKind.Household && residents[0]?.phone != null;
}

/** The households of those who can be tried; the first has not signed anything yet, where there is such a one. */
export async function toBeTried({ database }: DemoServices, homes: readonly DemoDoor[]): Promise<DemoDoor[]> {
  const rows = await database.query<{ doorId: string }>('SELECT DISTINCT door_id AS doorId FROM signatures');
  const signed = new Set(rows.map(({ doorId }) => doorId));
  const unsigned = homes.findLast(({ id }) => !signed.has(id));
  const others = homes.filter((home) => home !== unsigned);
  return unsigned ? [unsigned, ...others.slice(1 - villagersSignedUp)] : others.slice(-villagersSignedUp);
}

/** Villagers who have signed in once, as matching their phone with the household book leaves them. */
export async function signUpVillagers(
  { database, cipher, calendar }: DemoServices,
  residents: readonly DemoResident[],
): Promise<Actor[]> {
  const people = residents.map((resident) => ({ id: uuid7(), resident, phone: resident.phone! }));
  await database.transaction(async (transaction) => {
    await transaction.insert(
      'people',
      people.map(({ id, resident, phone }) => ({
        id,
        name: resident.name,
        phone_cipher: cipher.encrypt(phone),
        phone_index: cipher.blindIndex('phone', phone),
        resident_id: resident.id,
        created_at: calendar.now(),
      })),
    );
    transaction.record(
      ...people.map(({ id, resident }) => ({
        type: 'person.matched_resident',
        actorId: null,
        subject: { kind: 'person', id },
        facts: { residentId: resident.id },
      })),
    );
  });
  return people.map(({ id, resident }) => new Actor(id, '', [], true, resident.id));
}
