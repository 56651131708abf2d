import { execFileSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from './client.js';
import { MemoryWatch } from './memory.js';
import type { Site } from './stand.js';

const pollMs = 250;

/** Somebody who reads the county's board all the while; how long each answer took, in milliseconds. */
export function readBoardUntilStopped(client: Client, site: Site): { stop(): Promise<number[]> } {
  const latencies: number[] = [];
  let stopped = false;
  const reading = (async () => {
    while (!stopped) {
      const sent = performance.now();
      await client.get(`/coverage?regionId=${site.county.region.id}`, site.officeToken);
      latencies.push(performance.now() - sent);
      await pause(20);
    }
  })();
  return {
    stop: async () => {
      stopped = true;
      await reading;
      return latencies;
    },
  };
}

/** The child process that works on the jobs, as soon as there is one; the most memory it had, in megabytes. */
export function watchWorker(parent: number): { stop(): number } {
  let watch: MemoryWatch | null = null;
  const timer = setInterval(() => {
    const child = watch ? null : childOf(parent);
    if (child !== null) watch = new MemoryWatch(child);
  }, pollMs);
  return {
    stop: () => {
      clearInterval(timer);
      return watch?.stop() ?? 0;
    },
  };
}

function childOf(parent: number): number | null {
  try {
    const [child] = execFileSync('ps', ['-o', 'pid=', '--ppid', String(parent)], { encoding: 'utf8' })
      .trim()
      .split(/\s+/);
    return child ? Number(child) : null;
  } catch {
    return null;
  }
}
