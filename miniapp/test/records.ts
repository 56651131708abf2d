import type { Records } from '@/shared/storage';
import { createRecords } from '@/shared/storage/records';

/** Records over a map that outlives the process; after `writesLeft` writes the process is dead. */
export function recordsOn(values = new Map<string, string>(), writesLeft = Infinity): Records {
  let left = writesLeft;
  return createRecords(
    {
      get: async (key) => values.get(key),
      set: async (key, value) => {
        if (left <= 0) throw new Error('killed');
        left -= 1;
        values.set(key, value);
      },
      remove: async (key) => void values.delete(key),
      keys: async () => [...values.keys()],
    },
    'cache/me',
  );
}
