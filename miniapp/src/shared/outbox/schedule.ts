export interface Schedule {
  /** Resolves when a run that began at or after this call has ended, well or not. */
  run(): Promise<void>;
  stop(): void;
}

interface ScheduleParts {
  /** Resolves to true when something is left to do soon. */
  work(): Promise<boolean>;
  random(): number;
}

const SECOND = 1000;
const FIRST_RETRY = 2 * SECOND;
const LONGEST_RETRY = 300 * SECOND;
const REFRESH = 300 * SECOND;

/** Doubles with each failure; the jitter keeps a village of phones from coming back all at once. */
export function backOff(failures: number, random: number): number {
  const delay = Math.min(FIRST_RETRY * 2 ** (failures - 1), LONGEST_RETRY);
  return delay * (0.5 + random / 2);
}

/** Runs one piece of work at a time: when asked, again after a failure, and now and then. */
export function createSchedule({ work, random }: ScheduleParts): Schedule {
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function once(): Promise<void> {
    try {
      failures = (await work()) ? failures + 1 : 0;
    } catch {
      failures += 1;
    }
  }

  async function rounds(): Promise<void> {
    do {
      again = false;
      await once();
    } while (again && !stopped);
    // In the same breath as the question above: who asks from now on starts a new run.
    running = null;
    if (!stopped) timer = setTimeout(() => void run(), failures > 0 ? backOff(failures, random()) : REFRESH);
  }

  function run(): Promise<void> {
    if (stopped) return Promise.resolve();
    if (running) {
      again = true;
      return running;
    }
    clearTimeout(timer);
    running = rounds();
    return running;
  }

  return {
    run,
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
