import type { ScriptProcess } from './script-process.js';
import type { WeappNode } from './tree.js';

/** What a script registers with `Page()` or `Component()`: data and functions. */
export type Definition = Record<string, unknown> & { data?: object; methods?: Record<string, unknown> };

export interface SetDataStatistics {
  name: string;
  calls: number;
  totalBytes: number;
  largestBytes: number;
}

/** Larger ones WeChat refuses. */
const largestSetData = 1024 * 1024;

/** A living page or component: the object that the script sees as `this`, and the data that the screen shows. */
export class Instance {
  readonly data: { root?: WeappNode; [key: string]: unknown };
  readonly exposed: Record<string, unknown>;

  constructor(
    readonly name: string,
    definition: Definition,
    private readonly process: ScriptProcess,
    private readonly statistics: SetDataStatistics,
    given: Record<string, unknown> = {},
  ) {
    this.data = structuredCloneOfJson(definition.data ?? {}) as Instance['data'];
    const members = { ...definition, ...definition.methods, ...given };
    this.exposed = { ...members, is: name, data: this.data, setData: this.setData };
    for (const [key, member] of Object.entries(members)) {
      if (typeof member === 'function')
        this.exposed[key] = (member as (...values: unknown[]) => unknown).bind(this.exposed);
    }
  }

  get root(): WeappNode {
    return this.data.root ?? {};
  }

  listens(name: string): boolean {
    return typeof this.exposed[name] === 'function';
  }

  /** Calls one of the script's functions, if it has it. */
  call(name: string, ...values: unknown[]): unknown {
    const member = this.exposed[name];
    return typeof member === 'function'
      ? this.process.run(() => (member as (...given: unknown[]) => unknown)(...values))
      : undefined;
  }

  /** The change crosses the bridge as JSON: its size is what makes a cheap phone slow. */
  private readonly setData = (change: Record<string, unknown>, done?: () => void): void => {
    const json = JSON.stringify(change);
    const bytes = Buffer.byteLength(json);
    if (bytes > largestSetData)
      throw new Error(`setData of ${bytes} bytes on ${this.name}: WeChat refuses more than 1 MB.`);
    this.statistics.calls += 1;
    this.statistics.totalBytes += bytes;
    this.statistics.largestBytes = Math.max(this.statistics.largestBytes, bytes);
    for (const [path, value] of Object.entries(JSON.parse(json) as object)) assign(this.data, path, value);
    this.process.later(() => done?.call(this.exposed));
  };
}

const structuredCloneOfJson = (value: object): unknown => JSON.parse(JSON.stringify(value));

/** Writes a value to a setData path such as `root.cn.[0].cl` or `list[2].name`. */
function assign(target: object, path: string, value: unknown): void {
  const keys = path
    .replace(/\[(\d+)\]/g, '.$1')
    .split('.')
    .filter(Boolean);
  const last = keys.pop()!;
  let holder = target as Record<string, unknown>;
  keys.forEach((key, index) => {
    const next = keys[index + 1] ?? last;
    holder[key] ??= /^\d+$/.test(next) ? [] : {};
    holder = holder[key] as Record<string, unknown>;
  });
  holder[last] = value;
}
