import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const everyMs = 100;
const kilobytesPerMegabyte = 1024;

/** The most resident memory a process has had while it was watched, in megabytes. */
export class MemoryWatch {
  private peak = 0;
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly pid: number) {
    this.timer = setInterval(() => this.look(), everyMs);
    this.timer.unref();
  }

  stop(): number {
    clearInterval(this.timer);
    return this.peak;
  }

  private look(): void {
    this.peak = Math.max(this.peak, residentKilobytes(this.pid) / kilobytesPerMegabyte);
  }
}

function residentKilobytes(pid: number): number {
  try {
    if (process.platform !== 'linux') {
      return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }));
    }
    return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
