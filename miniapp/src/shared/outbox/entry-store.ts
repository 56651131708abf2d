import { StorageFullError, type Records } from '@/shared/storage';
import type { Entry } from './outbox.rules';

/** Where entries survive the process: one record each, so that a change touches nothing else. */
export interface EntryStore {
  load(): Promise<Entry[]>;
  save(entry: Entry): Promise<void>;
  remove(id: string): Promise<void>;
}

const PREFIX = 'outbox/';

export function entryStore(records: Records, cache: Records): EntryStore {
  return {
    async load() {
      const names = await records.names(PREFIX);
      // An unreadable record stays where it is, but must not keep the others from going.
      const entries = await Promise.all(names.map((name) => records.read<Entry>(name).catch(() => undefined)));
      return entries.filter((entry): entry is Entry => entry !== undefined);
    },

    async save(entry) {
      const write = () => records.write(PREFIX + entry.id, entry);
      try {
        await write();
      } catch (error) {
        if (!(error instanceof StorageFullError)) throw error;
        // Copies of what the server has give way to what only this phone has.
        await cache.clear();
        await write();
      }
    },

    remove: (id) => records.remove(PREFIX + id),
  };
}
