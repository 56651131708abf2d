/** The last entries of a long story: the oldest go, many at once, so that each costs next to nothing. */
export class Ring<Entry> {
  readonly #entries: Entry[] = [];

  constructor(private readonly kept: number) {}

  push(entry: Entry): void {
    this.#entries.push(entry);
    if (this.#entries.length >= 2 * this.kept) this.#entries.splice(0, this.#entries.length - this.kept);
  }

  all(): readonly Entry[] {
    return this.#entries.slice(-this.kept);
  }

  clear(): void {
    this.#entries.length = 0;
  }
}
