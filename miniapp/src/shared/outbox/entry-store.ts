import type { Records } from '@/shared/storage';
import type { Entry } from './outbox.rules';

/** Where entries survive the process: one record each, so that a change touches nothing else. */
export interface EntryStore {
  load(): Promise<Entry[]>;
  save(entry: Entry): Promise<void>;
  remove(id: string): Promise<void>;
}

const PREFIX = 'outbox/';

export function entryStore(records: Records): EntryStore {
  return {
    async load() {
      const names = await records.names(PREFIX);
      const entries = await Promise.all(names.map((name) => records.read<Entry>(name)));
      return entries.filter((entry): entry is Entry => entry !== undefined);
    },
    save: (entry) => records.write(PREFIX + entry.id, entry),
    remove: (id) => records.remove(PREFIX + id),
  };
}
