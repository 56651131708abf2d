import { rmSync } from 'node:fs';
import { BoundProcess } from './bound-process.js';
import { builtApi } from './paths.js';
import { quickFolder } from './quick-folder.js';

const startTimeoutMs = 60_000;

export interface ApiProcessOptions {
  /** Empty or absent: the embedded SQLite in the data directory. */
  databaseUrl?: string;
  /** Kept when given; otherwise a temporary one that goes away with `stop`. */
  dataDirectory?: string;
  /** A free one unless given; links and QR codes lead to it, so whoever follows them has to give it. */
  port?: number;
  env?: NodeJS.ProcessEnv;
}

/** The built API as its own process, as people run it: for flows, and to be killed. */
export class ApiProcess {
  private process: BoundProcess | undefined;
  private port: number;

  private constructor(
    private readonly options: ApiProcessOptions,
    readonly dataDirectory: string,
  ) {
    this.port = options.port ?? 0;
  }

  static async start(options: ApiProcessOptions = {}): Promise<ApiProcess> {
    const api = new ApiProcess(options, options.dataDirectory ?? quickFolder('wz-api-'));
    await api.launch();
    return api;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get pid(): number {
    return this.process!.pid;
  }

  get printed(): string {
    return this.process?.printed ?? '';
  }

  async kill9(): Promise<void> {
    await this.process?.end('SIGKILL');
  }

  /** Starts again on the same port, database and data directory; kills what still runs. */
  async restart(): Promise<void> {
    await this.kill9();
    await this.launch();
  }

  /** Ends it in order, as an operator would, and removes the temporary data. */
  async stop(): Promise<void> {
    await this.process?.end('SIGTERM');
    if (!this.options.dataDirectory) rmSync(this.dataDirectory, { recursive: true, force: true });
  }

  private async launch(): Promise<void> {
    const { databaseUrl = '', env } = this.options;
    this.process = await BoundProcess.spawn(process.execPath, [builtApi], {
      ...process.env,
      DATA_DIR: this.dataDirectory,
      DATABASE_URL: databaseUrl,
      HOST: '127.0.0.1',
      ...env,
      PORT: String(this.port),
    });
    const [, port] = await this.process.line(/listening on https?:\/\/\S+?:(\d+)/, startTimeoutMs);
    this.port = Number(port);
    await this.isHealthy();
  }

  private async isHealthy(): Promise<void> {
    const answer = await fetch(`${this.origin}/api/health`);
    if (!answer.ok) throw new Error(`The API started but /api/health answered ${answer.status}:\n${this.printed}`);
  }
}
