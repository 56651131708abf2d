import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Parsed JSON as it came over the wire: what it should hold is for the test to say. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Json = any;

export interface Answer {
  status: number;
  body: Json;
  text: string;
  bytes: Buffer;
  headers: Record<string, unknown>;
}

interface RawRequest {
  headers?: Record<string, string>;
  payload?: string | Buffer;
}

/** One phone or browser: an address, and a session when it has one. */
export class TestClient {
  constructor(
    private readonly app: NestFastifyApplication,
    readonly address: string,
    readonly token: string | null,
  ) {}

  withToken(token: string | null): TestClient {
    return new TestClient(this.app, this.address, token);
  }

  /** The same person at another address: one address may ask only so often in a minute. */
  at(address: string): TestClient {
    return new TestClient(this.app, address, this.token);
  }

  get(path: string): Promise<Answer> {
    return this.request('GET', path);
  }

  post(path: string, body?: unknown): Promise<Answer> {
    return this.request('POST', path, body);
  }

  patch(path: string, body?: unknown): Promise<Answer> {
    return this.request('PATCH', path, body);
  }

  delete(path: string): Promise<Answer> {
    return this.request('DELETE', path);
  }

  request(method: string, path: string, body?: unknown): Promise<Answer> {
    if (body === undefined) return this.raw(method, path);
    return this.raw(method, path, {
      headers: { 'content-type': 'application/json' },
      payload: JSON.stringify(body),
    });
  }

  /** Bytes as they are, for what no well-behaved client would send. */
  async raw(method: string, path: string, { headers = {}, payload }: RawRequest = {}): Promise<Answer> {
    const response = await this.app.inject({
      method: method as 'GET',
      url: `/api${path}`,
      remoteAddress: this.address,
      headers: { ...(this.token === null ? {} : { authorization: `Bearer ${this.token}` }), ...headers },
      ...(payload === undefined ? {} : { payload }),
    });
    return {
      status: response.statusCode,
      body: /json/.test(String(response.headers['content-type'])) ? JSON.parse(response.body) : null,
      text: response.body,
      bytes: response.rawPayload,
      headers: response.headers,
    };
  }

  /** An upload as a phone makes it: the fields, then the file. */
  upload(path: string, fields: Record<string, string>, file: Uint8Array | null): Promise<Answer> {
    const boundary = '----wuzha-grid-test';
    const parts = Object.entries(fields).map(([name, value]) =>
      Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
    );
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="a.jpg"\r\ncontent-type: image/jpeg\r\n\r\n`;
    const body = file === null ? [] : [Buffer.from(head), Buffer.from(file), Buffer.from('\r\n')];
    return this.raw('POST', path, {
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
      payload: Buffer.concat([...parts, ...body, Buffer.from(`--${boundary}--\r\n`)]),
    });
  }
}
