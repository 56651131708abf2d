export type Fault =
  /** Never answers; nothing was done. */
  | { kind: 'hang' }
  /** The work is done, then the connection drops. */
  | { kind: 'answer_lost' }
  /** A gateway's page; nothing was done. */
  | { kind: 'http_status'; status: number }
  /** HTTP 200 with a page instead of JSON; nothing was done. */
  | { kind: 'not_json' }
  /** A business error; nothing was done. */
  | { kind: 'errcode'; errcode: number };

/** Every so-manieth call fails, with each of the faults in turn: the same calls fail in every run. */
export interface FaultRate {
  every: number;
  faults?: readonly Fault[];
}

/** What happens to WeChat now and then: busy, a broken gateway, an answer that got lost. */
export const usualFaults: readonly Fault[] = [
  { kind: 'errcode', errcode: -1 },
  { kind: 'http_status', status: 502 },
  { kind: 'answer_lost' },
];

export class Faults {
  readonly #planned: { path: string; fault: Fault }[] = [];
  readonly #rates = new Map<string, { every: number; faults: readonly Fault[]; calls: number }>();

  plan(path: string, fault: Fault, times = 1): void {
    for (let i = 0; i < times; i++) this.#planned.push({ path, fault });
  }

  /** Counted from now on; nothing ends it. */
  planRate(path: string, rate: FaultRate | null): void {
    if (!rate) {
      this.#rates.delete(path);
      return;
    }
    const { every, faults = usualFaults } = rate;
    if (!Number.isInteger(every) || every < 1 || faults.length === 0) throw new Error('a rate needs calls and faults');
    this.#rates.set(path, { every, faults, calls: 0 });
  }

  /** What was planned for a call comes before what happens at a rate. */
  take(path: string): Fault | undefined {
    const atRate = this.#count(path);
    const index = this.#planned.findIndex((planned) => planned.path === path);
    return index < 0 ? atRate : this.#planned.splice(index, 1)[0]?.fault;
  }

  #count(path: string): Fault | undefined {
    const rate = this.#rates.get(path);
    if (!rate) return undefined;
    rate.calls += 1;
    const failures = Math.floor(rate.calls / rate.every);
    return rate.calls % rate.every === 0 ? rate.faults[(failures - 1) % rate.faults.length] : undefined;
  }
}
