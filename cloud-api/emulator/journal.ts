import type { Fault } from './faults.js';
import { Ring } from './ring.js';

export interface JournalEntry {
  at: number;
  method: string;
  path: string;
  query: Record<string, string>;
  body: Record<string, unknown>;
  /** What WeChat answered, or would have: absent when a fault came before the work. */
  answer?: Record<string, unknown>;
  fault?: Fault['kind'];
}

/** Everything the app's server asked and was told, in order. */
export class Journal {
  readonly #entries: Ring<JournalEntry>;

  constructor(size: number) {
    this.#entries = new Ring(size);
  }

  record(entry: JournalEntry): void {
    this.#entries.push(entry);
  }

  entries(path?: string): readonly JournalEntry[] {
    const all = this.#entries.all();
    return path === undefined ? all : all.filter((entry) => entry.path === path);
  }

  clear(): void {
    this.#entries.clear();
  }
}
