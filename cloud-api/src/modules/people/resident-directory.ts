import type { Queryable } from '../../common/database/index.js';

export interface KnownResident {
  id: string;
  name: string;
  doorId: string;
}

/** Where sign-in looks for a villager by their phone; the doors module knows them. */
export abstract class ResidentDirectory {
  abstract findByPhone(phoneIndex: string): Promise<KnownResident | null>;
  /** The same for many phones at once, by their blind indexes. */
  abstract findByPhones(on: Queryable, phoneIndexes: readonly string[]): Promise<Map<string, KnownResident>>;
  /** The village in which a resident's door stands, and how the door is called. */
  abstract homeOf(residentId: string): Promise<{ doorId: string; label: string; villageId: number } | null>;
}
