import { Agent, request } from 'node:http';

const requestsPerAddress = 500;
let requests = 0;

/**
 * A phone or browser with kept-alive connections. Requests come from ever new addresses, as those of a county's phones
 * do, because the API limits how much one address may ask in a minute.
 */
export class Client {
  private readonly agent: Agent;

  constructor(
    private readonly origin: string,
    connections: number,
  ) {
    this.agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  get<T>(path: string, token: string): Promise<T> {
    return this.send('GET', path, token, undefined);
  }

  post<T>(path: string, token: string, body: string): Promise<T> {
    return this.send('POST', path, token, body);
  }

  close(): void {
    this.agent.destroy();
  }

  private send<T>(method: string, path: string, token: string, body: string | undefined): Promise<T> {
    const headers = {
      authorization: `Bearer ${token}`,
      'x-forwarded-for': nextAddress(),
      ...(body === undefined
        ? {}
        : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }),
    };
    return new Promise((resolve, reject) => {
      const sent = request(`${this.origin}/api${path}`, { method, headers, agent: this.agent }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          if (answer.statusCode === 200) resolve(JSON.parse(text) as T);
          else reject(new Error(`${method} ${path} answered ${answer.statusCode}: ${text}`));
        });
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }
}

function nextAddress(): string {
  const address = Math.floor(requests / requestsPerAddress);
  requests += 1;
  return `10.${(address >> 16) & 255}.${(address >> 8) & 255}.${address & 255}`;
}

/** Runs the tasks, so many at a time; how long each took and all together, in milliseconds. */
export async function runConcurrently(
  tasks: readonly (() => Promise<unknown>)[],
  concurrency: number,
): Promise<{ elapsed: number; latencies: number[] }> {
  const latencies: number[] = [];
  const begun = performance.now();
  const lane = async (first: number) => {
    for (let index = first; index < tasks.length; index += concurrency) {
      const sent = performance.now();
      await tasks[index]!();
      latencies.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, (_, first) => lane(first)));
  return { elapsed: performance.now() - begun, latencies };
}
