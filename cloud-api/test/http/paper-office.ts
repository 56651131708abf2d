import { v7 as uuid7 } from 'uuid';
import type { DocumentContent } from '../../src/modules/documents/index.js';
import type { Answer, Json, TestClient } from '../harness/client.js';
import { createTestApp, type TestApp, type TestPerson } from '../harness/app.js';
import { buildWorld, type World } from '../harness/world.js';

/** An office that writes papers. */
export class PaperOffice {
  constructor(readonly client: TestClient) {}

  begin(regionId: number, templateKey = 'notice.resident'): Promise<Answer> {
    return this.create({ id: uuid7(), regionId, templateKey });
  }

  create(asked: object): Promise<Answer> {
    return this.client.post('/documents/templates', asked);
  }

  write(id: string, revision: number, content: unknown): Promise<Answer> {
    return this.client.request('PUT', `/documents/templates/${id}/draft`, { revision, content });
  }

  publish(id: string, revision: number): Promise<Answer> {
    return this.client.post(`/documents/templates/${id}/publish`, { revision });
  }

  name(regionId: number, issuer: object): Promise<Answer> {
    return this.client.request('PUT', `/documents/issuers/${regionId}`, issuer);
  }

  async templates(regionId: number): Promise<Json[]> {
    return (await this.client.get(`/documents/templates?regionId=${regionId}`)).body.items;
  }

  /** The one that comes with the program, as it is listed at the region. */
  async builtIn(regionId: number, templateKey = 'notice.resident'): Promise<Json> {
    const all = await this.templates(regionId);
    return all.find((template) => template.templateKey === templateKey && template.regionId === null);
  }

  async contentOf(versionId: string): Promise<DocumentContent> {
    return (await this.client.get(`/documents/versions/${versionId}`)).body.content;
  }

  /** A paper of its own for the region, published with this title; the answer of publishing it. */
  async published(regionId: number, title: string, templateKey = 'notice.resident'): Promise<Json> {
    const { body: begun } = await this.begin(regionId, templateKey);
    const { body: written } = await this.write(begun.id, 1, { ...begun.draft, title });
    return (await this.publish(begun.id, written.revision)).body;
  }
}

export interface PaperOffices {
  test: TestApp;
  world: World;
  county: PaperOffice;
  township: PaperOffice;
  worker: TestClient;
}

/** A county and its township that write papers, and a worker in a village of theirs. */
export async function openPaperOffices(): Promise<PaperOffices> {
  const test = await createTestApp();
  const world = await buildWorld(test);
  const { countyOffice, townshipOffice, gridWorker } = world.people;
  const officeOf = async (person: TestPerson) => new PaperOffice(await test.as(person));
  const [county, township] = [await officeOf(countyOffice), await officeOf(townshipOffice)];
  return { test, world, county, township, worker: await test.as(gridWorker) };
}

/** What somebody's phone carries. */
export async function papersOf(client: TestClient): Promise<Json> {
  return (await client.get('/documents/current')).body;
}

/** The version that holds at a place, as somebody's phone says. */
export async function heldAt(client: TestClient, regionId: number, templateKey = 'notice.resident'): Promise<string> {
  const { places } = await papersOf(client);
  const { versions } = places.find((place: Json) => place.regionId === regionId);
  return versions.find((version: Json) => version.templateKey === templateKey).versionId;
}

/** Status and what was wrong, `[400, 'title required']`. */
export function faults({ status, body }: Answer): (number | string)[] {
  return [status, ...(body.errors ?? []).map(({ field, rule }: Json) => `${field} ${rule}`)];
}

export async function eventsOf(test: TestApp, type: string) {
  const rows = await test.database.query<{ subject_id: string; facts: string; actor_id: string | null }>(
    'SELECT subject_id, facts, actor_id FROM events WHERE type = ? ORDER BY id',
    [type],
  );
  return rows.map((row) => ({
    subjectId: row.subject_id,
    actorId: row.actor_id,
    facts: JSON.parse(row.facts),
  }));
}
