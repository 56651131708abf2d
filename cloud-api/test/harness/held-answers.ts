import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** A way to a server on which answers can be kept back: the work is done, and whoever asked does not know it. */
export class HeldAnswers {
  private held: string | null = null;
  private delayMs = 0;
  private readonly waiting: (() => void)[] = [];

  private constructor(
    private readonly target: string,
    private readonly server: Server,
  ) {}

  static async before(target: string): Promise<HeldAnswers> {
    const server = createServer();
    const held = new HeldAnswers(target, server);
    server.on('request', (asked: IncomingMessage, answer: ServerResponse) => held.pass(asked, answer));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return held;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** From now on answers of this path come only when they are released. */
  holdAnswers(path: string): void {
    this.held = path;
  }

  release(): void {
    this.held = null;
    for (const proceed of this.waiting.splice(0)) proceed();
  }

  delayAnswers(milliseconds: number): void {
    this.delayMs = milliseconds;
  }

  async close(): Promise<void> {
    this.release();
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private pass(asked: IncomingMessage, answer: ServerResponse): void {
    const { method, headers, url = '/' } = asked;
    const sent = request(`${this.target}${url}`, { method, headers }, (came) => {
      void this.letThrough(url).then(() => {
        answer.writeHead(came.statusCode ?? 502, came.headers);
        came.pipe(answer);
      });
    });
    sent.on('error', () => answer.destroy());
    asked.pipe(sent);
  }

  private async letThrough(url: string): Promise<void> {
    if (this.delayMs > 0) await pause(this.delayMs);
    if (this.held === null || !url.startsWith(this.held)) return;
    await new Promise<void>((proceed) => this.waiting.push(proceed));
  }
}
