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

export class Faults {
  readonly #planned: { path: string; fault: Fault }[] = [];

  plan(path: string, fault: Fault, times = 1): void {
    for (let i = 0; i < times; i++) this.#planned.push({ path, fault });
  }

  take(path: string): Fault | undefined {
    const index = this.#planned.findIndex((planned) => planned.path === path);
    return index < 0 ? undefined : this.#planned.splice(index, 1)[0]?.fault;
  }
}
