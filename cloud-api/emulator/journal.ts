import type { Fault } from './faults.js';

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

const keptEntries = 10_000;

/** Everything the app's server asked and was told, in order. */
export class Journal {
  readonly #entries: JournalEntry[] = [];

  record(entry: JournalEntry): void {
    this.#entries.push(entry);
    if (this.#entries.length > keptEntries) this.#entries.shift();
  }

  entries(path?: string): readonly JournalEntry[] {
    return this.#entries.filter((entry) => !path || entry.path === path);
  }

  clear(): void {
    this.#entries.length = 0;
  }
}
