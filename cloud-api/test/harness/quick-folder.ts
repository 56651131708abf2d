import { mkdtempSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const memory = '/dev/shm';
const enoughBytes = 2 * 1024 ** 3;

/**
 * Where the databases of tests live: in memory, where the system has a file system for that with room enough, for a
 * sync costs nothing there. What was written outlives a killed process as it does on a disk, only not a lost machine.
 */
export function quickParent(): string {
  try {
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize >= enoughBytes ? memory : tmpdir();
  } catch {
    return tmpdir();
  }
}

export const quickFolder = (prefix: string): string => mkdtempSync(path.join(quickParent(), prefix));
