import { v7 as uuid7 } from 'uuid';
import type { DemoResident } from './households.js';
import type { DemoServices } from './services.js';

/** Villagers who have signed in once, as matching their phone with the household book leaves them. */
export function signUpVillagers(
  { database, cipher, calendar }: DemoServices,
  residents: readonly DemoResident[],
): Promise<void> {
  const people = residents.map((resident) => ({ id: uuid7(), resident, phone: resident.phone! }));
  return database.transaction(async (transaction) => {
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
}
