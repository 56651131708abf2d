type Callback = (...args: unknown[]) => unknown;

/** One life of the mini-program's script: nothing it scheduled or awaits happens after it was killed. */
export class ScriptProcess {
  /** Errors that nobody caught. */
  readonly errors: string[] = [];
  private readonly timers = new Map<number, NodeJS.Timeout>();
  private lastTimer = 0;
  private alive = true;
  private inTap = false;

  /** Whether a finger's tap is being handled right now: some questions WeChat only asks then. */
  get tapping(): boolean {
    return this.inTap;
  }

  /** What the script does before it first waits for something still counts as the tap. */
  duringTap<T>(work: () => T): T {
    this.inTap = true;
    try {
      return work();
    } finally {
      this.inTap = false;
    }
  }

  /** Runs a piece of the script; an error goes to the record, as WeChat gives it to `App.onError`. */
  run<T>(work: () => T): T | undefined {
    if (!this.alive) return undefined;
    try {
      return work();
    } catch (error) {
      this.errors.push(error instanceof Error || hasStack(error) ? String(error.stack) : String(error));
      return undefined;
    }
  }

  later(work: () => void): void {
    this.setTimeout(work, 0);
  }

  kill(): void {
    this.alive = false;
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
  }

  /** The timers of the script. Their handles are numbers, as in WeChat. */
  readonly setTimeout = (work: Callback, delay?: number, ...args: unknown[]): number => {
    const handle = this.nextHandle();
    const fire = () => {
      this.timers.delete(handle);
      this.run(() => work(...args));
    };
    this.keep(handle, setTimeout(fire, delay));
    return handle;
  };

  readonly setInterval = (work: Callback, delay?: number, ...args: unknown[]): number => {
    const handle = this.nextHandle();
    this.keep(
      handle,
      setInterval(() => this.run(() => work(...args)), delay),
    );
    return handle;
  };

  readonly clear = (handle?: number): void => {
    if (handle === undefined) return;
    clearTimeout(this.timers.get(handle));
    this.timers.delete(handle);
  };

  private nextHandle(): number {
    this.lastTimer += 1;
    return this.lastTimer;
  }

  private keep(handle: number, timer: NodeJS.Timeout): void {
    if (this.alive) this.timers.set(handle, timer);
    else clearTimeout(timer);
  }
}

// An error made inside the script's realm is no instance of our Error.
const hasStack = (value: unknown): value is { stack: unknown } =>
  typeof value === 'object' && value !== null && 'stack' in value;
