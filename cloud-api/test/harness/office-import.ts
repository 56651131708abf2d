import { v7 as uuid7 } from 'uuid';
import type { TestApp } from './app.js';
import type { Answer, Json, TestClient } from './client.js';

/** An office with a file: each step is asked for and the background does its part. */
export class OfficeImport {
  private constructor(
    private readonly test: TestApp,
    readonly client: TestClient,
    readonly id: string,
  ) {}

  static async upload(
    test: TestApp,
    client: TestClient,
    regionId: number,
    file: Uint8Array | string,
    kind = 'household_book',
  ): Promise<OfficeImport> {
    const office = new OfficeImport(test, client, uuid7());
    await office.send(regionId, file, kind);
    await test.work();
    return office;
  }

  /** Uploaded, its suggested columns accepted, checked. */
  static async checked(
    test: TestApp,
    client: TestClient,
    regionId: number,
    file: Uint8Array | string,
    kind?: string,
  ): Promise<OfficeImport> {
    const office = await OfficeImport.upload(test, client, regionId, file, kind);
    await office.check();
    return office;
  }

  async send(regionId: number, file: Uint8Array | string, kind: string): Promise<Json> {
    const bytes = typeof file === 'string' ? Buffer.from(file) : file;
    return ok(await this.client.upload('/imports', { id: this.id, kind, regionId: String(regionId) }, bytes));
  }

  async get(): Promise<Json> {
    return ok(await this.client.get(`/imports/${this.id}`));
  }

  async check(mapping?: Json): Promise<Json> {
    ok(await this.client.post(`/imports/${this.id}/check`, mapping ?? (await this.get()).mapping));
    await this.test.work();
    return this.get();
  }

  async publish(mode = 'all_or_nothing'): Promise<Json> {
    ok(await this.client.post(`/imports/${this.id}/publish`, { mode }));
    await this.test.work();
    return this.get();
  }

  async problems(level = 'bad'): Promise<Json[]> {
    return ok(await this.client.get(`/imports/${this.id}/problems?level=${level}`)).items;
  }

  async changes(action: string): Promise<Json[]> {
    return ok(await this.client.get(`/imports/${this.id}/changes?action=${action}`)).items;
  }

  async decide(items: object[]): Promise<Json> {
    return ok(await this.client.post(`/imports/${this.id}/decisions`, { items }));
  }
}

function ok(answer: Answer): Json {
  if (answer.status !== 200) throw new Error(`the import was answered with ${answer.status}: ${answer.text}`);
  return answer.body;
}
