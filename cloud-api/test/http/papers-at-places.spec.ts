import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { canonicalHash } from '../../src/common/crypto/index.js';
import { DocumentsService } from '../../src/modules/documents/index.js';
import type { TestApp } from '../harness/app.js';
import type { Json, TestClient } from '../harness/client.js';
import type { World } from '../harness/world.js';
import { eventsOf, faults, openPaperOffices, type PaperOffice, papersOf } from './paper-office.js';

let test: TestApp;
let world: World;
let county: PaperOffice;
let township: PaperOffice;
let worker: TestClient;

beforeAll(async () => {
  ({ test, world, county, township, worker } = await openPaperOffices());
});
afterAll(() => test.close());

describe('who informs', () => {
  const change = { name: '桃花潭镇反诈办', stationName: '桃花潭派出所', stationPhone: '0563-5123456' };

  it('is what the names of places give, until somebody says otherwise', async () => {
    const before = (await township.client.get(`/documents/templates?regionId=${world.villageA.id}`)).body.issuer;
    expect(before).toMatchObject({ id: null, name: '桃花潭镇防范电信网络诈骗工作领导小组', stationPhone: '110' });
    const first = (await township.name(world.township.id, change)).body;
    const held = (await township.client.get(`/documents/templates?regionId=${world.villageA.id}`)).body.issuer;
    expect(held).toEqual({ ...change, id: first.id, regionId: world.villageA.id });
    const place = (await papersOf(worker)).places.find(({ regionId }: Json) => regionId === world.villageA.id);
    expect(place).toMatchObject({ issuerId: first.id, issuer: change.name, station: change.stationName });
  });

  it('changes by a new row; what papers named before stays readable', async () => {
    const same = (await township.name(world.township.id, { ...change, name: ` ${change.name} ` })).body;
    const next = (await township.name(world.township.id, { ...change, stationPhone: '110' })).body;
    expect(next.id).not.toBe(same.id);
    const issuers = await test.app.get(DocumentsService).issuersByIds(test.database, [same.id, next.id]);
    expect([issuers.get(same.id)!.stationPhone, issuers.get(next.id)!.stationPhone]).toEqual(['0563-5123456', '110']);
    expect(await eventsOf(test, 'issuer.named')).toHaveLength(2);
  });

  it('is one at a time, whoever asks at once', async () => {
    const names = ['甲', '乙', '丙', '丁'];
    const answers = await Promise.all(names.map((name) => county.name(world.county.id, { ...change, name })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const held = await test.database.query('SELECT id FROM issuers WHERE region_id = ? AND replaced_at IS NULL', [
      world.county.id,
    ]);
    expect(held).toHaveLength(1);
  });

  it('has a number that can be called', async () => {
    const answer = await township.name(world.township.id, { ...change, stationPhone: '找小王' });
    expect(faults(answer)).toEqual([400, 'stationPhone format']);
  });
});

describe('what a phone carries', () => {
  const villagesOf = async (person: keyof World['people']) =>
    (await papersOf(await test.as(world.people[person]))).places.map(({ regionId }: Json) => regionId);

  it('is the papers of the village that people work in', async () => {
    const { villageA, villageB } = world;
    expect(await villagesOf('gridWorker')).toEqual([villageA.id]);
    expect(await villagesOf('villageHead')).toEqual([villageA.id]);
    expect(await villagesOf('groupLeader')).toEqual([villageA.id]);
    // The class of the teacher stands in the next village.
    expect(await villagesOf('teacher')).toEqual([villageB.id]);
  });

  it('is all villages of a township, and none for a whole county', async () => {
    const villages = await villagesOf('police');
    expect(villages).toEqual(expect.arrayContaining([world.villageA.id, world.villageB.id]));
    expect(villages.length).toBeGreaterThan(5);
    expect(await villagesOf('countyOffice')).toEqual([]);
    expect(await villagesOf('formerWorker')).toEqual([]);
  });

  it('is the village they live in for residents', async () => {
    const { places, versions } = await papersOf(await test.as(world.resident));
    expect(places.map(({ regionId, place }: Json) => [regionId, place])).toEqual([
      [world.villageA.id, `桃花潭镇${world.villageA.name}`],
    ]);
    expect(versions.map(({ kind }: Json) => kind)).not.toContain('responsibility_letter');
  });

  it('has the text of every version that it names, whole', async () => {
    const { places, versions } = await papersOf(await test.as(world.people.police));
    const ids = new Set(places.flatMap((place: Json) => place.versions.map(({ versionId }: Json) => versionId)));
    expect(new Set(versions.map(({ id }: Json) => id))).toEqual(ids);
    for (const { content, hash } of versions) expect(canonicalHash(content)).toBe(hash);
  });
});
