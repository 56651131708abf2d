import { Agent, request } from 'node:http';
import path from 'node:path';
import { BoundProcess } from '../test/harness/bound-process.js';
import { cloudApi } from '../test/harness/paths.js';
import { runConcurrently } from './client.js';

const startTimeoutMs = 20_000;
const connections = 24;

interface App {
  appId: string;
  secret: string;
}

/** WeChat in a process of its own, as far away from the API as it can be on one machine. */
export class EmulatedWechat {
  /** Renewed for each phase: a server closes connections that nobody has used for seconds. */
  private agent = new Agent({ keepAlive: true, maxSockets: connections });

  private constructor(
    private readonly process: BoundProcess,
    readonly url: string,
    private readonly app: App,
  ) {}

  static async start(app: App): Promise<EmulatedWechat> {
    const main = path.join(cloudApi, 'dist', 'emulator', 'main.js');
    const env = { ...process.env, WECHAT_APP_ID: app.appId, WECHAT_APP_SECRET: app.secret };
    const started = await BoundProcess.spawn(process.execPath, [main, '0'], env);
    const [, url] = await started.line(/WeChat emulator at (\S+)/, startTimeoutMs);
    return new EmulatedWechat(started, url!, app);
  }

  control<T = unknown>(name: string, body: object): Promise<T> {
    return this.ask('POST', `/__control/${name}`, body);
  }

  /** Titles of the messages that each of the people has been shown. */
  async shown(handles: readonly string[], templateId: string): Promise<string[][]> {
    this.renewConnections();
    const shown: string[][] = [];
    const tasks = handles.map((handle, index) => async () => {
      const path = `/__control/messages?user=${handle}`;
      const { messages } = await this.ask<{ messages: { templateId: string; data: { thing1: string } }[] }>(
        'GET',
        path,
      );
      shown[index] = messages.filter((message) => message.templateId === templateId).map(({ data }) => data.thing1);
    });
    await runConcurrently(tasks, connections);
    return shown;
  }

  /** So many posts of a message and nothing else, as many at once as the sender has; milliseconds for all. */
  async post(messages: readonly object[]): Promise<number> {
    this.renewConnections();
    const credential = { grant_type: 'client_credential', appid: this.app.appId, secret: this.app.secret };
    const { access_token: token } = await this.ask<{ access_token: string }>(
      'POST',
      '/cgi-bin/stable_token',
      credential,
    );
    const tasks = messages.map(
      (message) => () => this.send(`/cgi-bin/message/subscribe/send?access_token=${token}`, message),
    );
    return (await runConcurrently(tasks, connections)).elapsed;
  }

  async stop(): Promise<void> {
    this.agent.destroy();
    await this.process.end('SIGTERM');
  }

  private renewConnections(): void {
    this.agent.destroy();
    this.agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  private async send(path: string, message: object): Promise<void> {
    const { errcode } = await this.ask<{ errcode: number }>('POST', path, message);
    if (errcode !== 0) throw new Error(`WeChat answered ${errcode}`);
  }

  private ask<T>(method: string, path: string, body?: object): Promise<T> {
    const headers = body ? { 'content-type': 'application/json' } : {};
    return new Promise((resolve, reject) => {
      const sent = request(`${this.url}${path}`, { method, headers, agent: this.agent }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          if (answer.statusCode === 200) resolve(JSON.parse(text) as T);
          else reject(new Error(`${path} answered ${answer.statusCode}: ${text}`));
        });
      });
      sent.on('error', reject);
      sent.end(body && JSON.stringify(body));
    });
  }
}
