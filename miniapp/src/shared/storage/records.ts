import type { KeyValue } from './key-value';

/**
 * Named JSON records of any size over a key-value store with small values. A record is one key, its head; the head of a
 * large one points to a generation of chunks. The head is switched only when all new chunks are written, so a process
 * killed at any moment leaves the old record or the new one, never a mixture.
 */
export interface Records {
  read<T>(name: string): Promise<T | undefined>;
  write(name: string, value: unknown): Promise<void>;
  remove(name: string): Promise<void>;
  names(prefix?: string): Promise<string[]>;
  /** Deletes chunks that a killed process left behind. */
  sweep(): Promise<void>;
  clear(): Promise<void>;
}

type Head = { json: string } | { generation: number; chunks: number };

// In characters: three bytes each in UTF-8, and escaping, still leave it below 1 MB.
const CHUNK_CHARACTERS = 256 * 1024;

const INLINE = '=';

function headToText(head: Head): string {
  return 'json' in head ? INLINE + head.json : `${head.generation}.${head.chunks}`;
}

function headFromText(text: string): Head {
  if (text.startsWith(INLINE)) return { json: text.slice(INLINE.length) };
  const [generation = 0, chunks = 0] = text.split('.').map(Number);
  return { generation, chunks };
}

export function createRecords(keyValue: KeyValue, area: string, chunkCharacters = CHUNK_CHARACTERS): Records {
  const root = `${area}/`;
  const headKey = (name: string) => root + name;
  const chunkKey = (name: string, generation: number, index: number) => `${root}${name}#${generation}.${index}`;
  let changes: Promise<unknown> = Promise.resolve();

  /** Changes follow one another: two writers of one record would delete each other's chunks. */
  function inTurn<T>(change: () => Promise<T>): Promise<T> {
    const turn = changes.then(change);
    changes = turn.catch(() => undefined);
    return turn;
  }

  async function headOf(name: string): Promise<Head | undefined> {
    const text = await keyValue.get(headKey(name));
    return text === undefined ? undefined : headFromText(text);
  }

  async function jsonOf(name: string): Promise<string | undefined> {
    const head = await headOf(name);
    if (!head || 'json' in head) return head?.json;
    const indexes = Array.from({ length: head.chunks }, (_, index) => index);
    const parts = await Promise.all(indexes.map((index) => keyValue.get(chunkKey(name, head.generation, index))));
    return parts.includes(undefined) ? undefined : parts.join('');
  }

  async function removeChunks(name: string, head: Head | undefined): Promise<void> {
    if (!head || 'json' in head) return;
    for (let index = 0; index < head.chunks; index += 1) {
      await keyValue.remove(chunkKey(name, head.generation, index));
    }
  }

  async function writeChunks(name: string, json: string, generation: number): Promise<Head> {
    const head = { generation, chunks: Math.ceil(json.length / chunkCharacters) };
    try {
      for (let index = 0; index < head.chunks; index += 1) {
        const start = index * chunkCharacters;
        await keyValue.set(chunkKey(name, generation, index), json.slice(start, start + chunkCharacters));
      }
    } catch (error) {
      await removeChunks(name, head);
      throw error;
    }
    return head;
  }

  async function ownKeys(): Promise<string[]> {
    return (await keyValue.keys()).filter((key) => key.startsWith(root));
  }

  async function isOrphan(key: string): Promise<boolean> {
    const [name = '', place = ''] = key.slice(root.length).split('#');
    const head = await headOf(name);
    return !head || 'json' in head || !place.startsWith(`${head.generation}.`);
  }

  return {
    async read<T>(name: string) {
      // A record rewritten while it was being read is read again, after its writer.
      const json = (await jsonOf(name)) ?? (await inTurn(() => jsonOf(name)));
      return json === undefined ? undefined : (JSON.parse(json) as T);
    },

    write: (name, value) =>
      inTurn(async () => {
        const json = JSON.stringify(value);
        const before = await headOf(name);
        const generation = before && 'generation' in before ? before.generation + 1 : 1;
        const after = json.length <= chunkCharacters ? { json } : await writeChunks(name, json, generation);
        await keyValue.set(headKey(name), headToText(after));
        await removeChunks(name, before);
      }),

    remove: (name) =>
      inTurn(async () => {
        const before = await headOf(name);
        await keyValue.remove(headKey(name));
        await removeChunks(name, before);
      }),

    async names(prefix = '') {
      const keys = await ownKeys();
      return keys
        .filter((key) => !key.includes('#'))
        .map((key) => key.slice(root.length))
        .filter((name) => name.startsWith(prefix));
    },

    sweep: () =>
      inTurn(async () => {
        for (const key of await ownKeys()) {
          if (key.includes('#') && (await isOrphan(key))) await keyValue.remove(key);
        }
      }),

    clear: () =>
      inTurn(async () => {
        for (const key of await ownKeys()) await keyValue.remove(key);
      }),
  };
}
