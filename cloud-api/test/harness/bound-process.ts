import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/**
 * A shell stands between us and the command. It holds the other end of a pipe that closes when we end, however we
 * end, and then kills the command: so no server outlives a test run that was itself killed.
 */
const guard = `
"$@" </dev/null 3<&- 4>&- & server=$!
(read -r _ <&3; kill -9 "$server") 4>&- & watch=$!
echo "$server" >&4
exec 4>&-
wait "$server"
kill "$watch"
`;

export class BoundProcess {
  private readonly lines: string[] = [];
  private readonly listeners = new Set<(line: string) => void>();

  private constructor(
    readonly pid: number,
    readonly exited: Promise<void>,
    outputs: Readable[],
  ) {
    for (const output of outputs) createInterface(output).on('line', (line) => this.hear(line));
  }

  static async spawn(command: string, args: string[], env: NodeJS.ProcessEnv = process.env): Promise<BoundProcess> {
    const shell = spawn('/bin/sh', ['-c', guard, 'sh', command, ...args], {
      env,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
    });
    const exited = once(shell, 'exit').then(() => undefined);
    const [pid] = (await once(createInterface(shell.stdio[4] as Readable), 'line')) as [string];
    return new BoundProcess(Number(pid), exited, [shell.stdout as Readable, shell.stderr as Readable]);
  }

  /** What the process said so far, for the message of a failure. */
  get printed(): string {
    return this.lines.join('\n');
  }

  /** Resolves with the first line that matches; rejects when the process ends or the time is over without one. */
  line(pattern: RegExp, timeoutMs: number): Promise<RegExpMatchArray> {
    return new Promise((resolve, reject) => {
      const fail = (reason: string) => reject(new Error(`${reason} before it said ${pattern}:\n${this.printed}`));
      const timer = setTimeout(() => fail(`${timeoutMs} ms passed`), timeoutMs);
      const check = (line: string) => {
        const match = line.match(pattern);
        if (!match) return;
        clearTimeout(timer);
        this.listeners.delete(check);
        resolve(match);
      };
      this.listeners.add(check);
      this.lines.forEach(check);
      void this.exited.then(() => {
        clearTimeout(timer);
        fail('the process ended');
      });
    });
  }

  /** Sends the signal and waits for the end. */
  async end(signal: NodeJS.Signals): Promise<void> {
    try {
      process.kill(this.pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
    await this.exited;
  }

  private hear(line: string): void {
    this.lines.push(line);
    if (this.lines.length > 2_000) this.lines.shift();
    for (const listener of this.listeners) listener(line);
  }
}
