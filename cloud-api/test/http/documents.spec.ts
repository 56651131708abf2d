import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid7 } from 'uuid';
import { canonicalHash, KeyRing } from '../../src/common/crypto/index.js';
import { verifyLog } from '../../src/common/events/index.js';
import type { TestApp } from '../harness/app.js';
import type { Json, TestClient } from '../harness/client.js';
import type { World } from '../harness/world.js';
import { eventsOf, faults, heldAt, openPaperOffices, PaperOffice, papersOf } from './paper-office.js';

let test: TestApp;
let world: World;
let county: PaperOffice;
let township: PaperOffice;
let worker: TestClient;

beforeAll(async () => {
  ({ test, world, county, township, worker } = await openPaperOffices());
});
afterAll(() => test.close());

const key = 'notice.resident';
const own = (regionId: number, templateKey = key) => ({ id: uuid7(), regionId, templateKey });

describe('a region’s own paper', () => {
  it('begins as a copy of what holds there, and holds below the region once it is published', async () => {
    const original = await heldAt(worker, world.villageA.id);
    const asked = own(world.township.id);
    const { status, body } = await township.create(asked);
    expect([status, body]).toMatchObject([
      200,
      {
        id: asked.id,
        templateKey: key,
        kind: 'notice',
        regionId: world.township.id,
        revision: 1,
        holds: false,
        versions: [],
      },
    ]);
    expect(body.draft).toEqual(await county.contentOf(original));
    expect(await heldAt(worker, world.villageA.id)).toBe(original);

    const text = { ...body.draft, title: '桃花潭镇反诈告知书', statement: '我已知道。{name} {date}' };
    expect((await township.write(asked.id, 1, text)).body).toMatchObject({
      revision: 2,
      title: text.title,
      draft: text,
    });
    const done = (await township.publish(asked.id, 2)).body;
    expect(done).toMatchObject({ revision: 3, draft: null, holds: true, mayEdit: true });
    const [version] = done.versions;
    expect(version).toMatchObject({ number: 1, title: text.title, hash: canonicalHash(text), replacedAt: null });
    expect(await heldAt(worker, world.villageA.id)).toBe(version.id);

    const [event] = (await eventsOf(test, 'document.published')).slice(-1);
    expect([event!.subjectId, event!.actorId]).toEqual([version.id, world.people.townshipOffice.id]);
    expect(event!.facts).toMatchObject({
      templateKey: key,
      regionId: world.township.id,
      hash: version.hash,
    });
  });

  it('gives way to that of a nearer region, and to none further away', async () => {
    const ofVillage = await township.published(world.villageB.id, '村里的告知书');
    const ofCounty = await county.published(world.county.id, '县里的告知书');
    const villages = await papersOf(await test.as(world.people.police));
    const titleAt = (regionId: number) => {
      const place = villages.places.find((one: Json) => one.regionId === regionId);
      const { versionId } = place.versions.find((one: Json) => one.templateKey === key);
      return villages.versions.find(({ id }: Json) => id === versionId).title;
    };
    expect([titleAt(world.villageA.id), titleAt(world.villageB.id)]).toEqual(['桃花潭镇反诈告知书', '村里的告知书']);
    expect([ofVillage.holds, ofCounty.holds]).toEqual([true, true]);
    const listed = await county.templates(world.villageB.id);
    const here = listed.filter(({ templateKey }) => templateKey === key);
    expect(here.map(({ regionName, holds }) => [regionName, holds])).toEqual([
      [null, false],
      ['泾县', false],
      ['桃花潭镇', false],
      [world.villageB.name, true],
    ]);
  });

  it('is replaced by its next version, which never changes what was published', async () => {
    const first = await county.published(world.county.id, '第一版', 'pledge.resident');
    const [{ id: firstId, hash }] = first.versions;
    const before = (await worker.get(`/documents/versions/${firstId}`)).body;
    test.clock.advance(60_000);
    const { body: written } = await county.write(first.id, first.revision, { ...before.content, title: '第二版' });
    const { body: second } = await county.publish(first.id, written.revision);
    expect(second.versions.map(({ number, title }: Json) => [number, title])).toEqual([
      [2, '第二版'],
      [1, '第一版'],
    ]);
    expect(second.versions[1]).toMatchObject({ id: firstId, hash, replacedAt: second.versions[0].publishedAt });
    expect((await worker.get(`/documents/versions/${firstId}`)).body).toEqual({
      ...before,
      replacedAt: second.versions[0].publishedAt,
    });
  });

  it('is begun once: again under its id it is the same, otherwise there is one already', async () => {
    const asked = own(world.county.id, 'notice.business');
    const first = await county.create(asked);
    expect((await county.create(asked)).body).toEqual(first.body);
    expect((await county.begin(world.county.id, 'notice.business')).status).toBe(409);
    expect(faults(await county.create({ ...asked, regionId: world.township.id }))).toEqual([409, 'id unique']);
    const both = await Promise.all([1, 2].map(() => county.begin(world.villageA.id, 'notice.business')));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('is for places that have papers, and in place of one that holds there', async () => {
    expect(faults(await county.begin(world.a1.id))).toEqual([400, 'regionId not_below_village']);
    expect(faults(await county.begin(world.groupA.id))).toEqual([400, 'regionId not_below_village']);
    expect(faults(await county.begin(world.villageA.id, 'notice.martians'))).toEqual([
      400,
      'templateKey unknown_template',
    ]);
    expect(faults(await county.begin(world.villageA.id, 'poster.resident'))).toEqual([400, 'templateKey format']);
  });

  it('is written by one at a time', async () => {
    const { body } = await county.begin(world.county.id, 'notice.campus');
    const both = await Promise.all(['甲', '乙'].map((title) => county.write(body.id, 1, { ...body.draft, title })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await county.publish(body.id, 1)).status).toBe(409);
    const published = await Promise.all([1, 2].map(() => county.publish(body.id, 2)));
    expect(published.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('is published only with something new in it', async () => {
    const [{ id, revision, versions }] = (await county.templates(world.county.id)).filter(
      ({ regionId, templateKey }) => regionId !== null && templateKey === 'notice.campus',
    );
    expect((await county.publish(id, revision)).status).toBe(409);
    const { body } = await county.write(id, revision, await county.contentOf(versions[0].id));
    expect((await county.publish(id, body.revision)).status).toBe(409);
  });

  it('names what is wrong with it', async () => {
    const { body } = await county.begin(world.county.id, 'letter.village');
    const { id, draft } = body;
    const paragraphs = Array.from({ length: 20 }, () => '长'.repeat(1000));
    expect(faults(await county.write(id, 1, { ...draft, statement: '{nmae}' }))).toEqual([
      400,
      'content.statement unknown_variable',
    ]);
    expect(faults(await county.write(id, 1, { ...draft, sections: [{ heading: '', paragraphs, items: [] }] }))).toEqual(
      [400, 'content too_long'],
    );
    expect((await county.write(id, 1, { ...draft, sections: [] })).status).toBe(200);
    expect(faults(await county.publish(id, 2))).toEqual([400, 'draft.sections required']);
    expect((await county.templates(world.county.id)).find((one) => one.id === id)).toMatchObject({
      revision: 2,
      versions: [],
    });
  });

  it('is seen below its region, but written only by its own office and those above', async () => {
    const ofCounty = (await township.templates(world.township.id)).find(
      ({ regionId, templateKey }) => regionId === world.county.id && templateKey === 'letter.village',
    );
    expect(ofCounty).toMatchObject({ mayEdit: false, draft: null });
    const content = await county.contentOf((await county.builtIn(world.county.id, 'letter.village')).versions[0].id);
    expect((await township.write(ofCounty.id, ofCounty.revision, content)).status).toBe(403);
    const outsider = new PaperOffice(await test.as(world.elsewhere.office));
    expect((await outsider.write(ofCounty.id, ofCounty.revision, content)).status).toBe(404);
    expect((await outsider.publish(ofCounty.id, ofCounty.revision)).status).toBe(404);
    expect((await outsider.client.get(`/documents/templates?regionId=${world.county.id}`)).status).toBe(404);
  });
});

describe('a preview', () => {
  it('shows the text as it would stand in the place today', async () => {
    const content = await county.contentOf((await county.builtIn(world.county.id)).versions[0].id);
    const statement = '{place} {issuer} {station} {stationPhone} {date} {name} {nobody}';
    const { body } = await township.client.post('/documents/preview', {
      content: { ...content, statement },
      regionId: world.villageA.id,
    });
    const date = test.clock.today().split('-').map(Number);
    expect(body.statement).toBe(
      `桃花潭镇${world.villageA.name} 桃花潭镇防范电信网络诈骗工作领导小组 桃花潭镇派出所 110 ${date[0]}年${date[1]}月${date[2]}日 ____ ____`,
    );
    expect(JSON.stringify(body)).not.toMatch(/[{][a-z]+[}]/i);
  });
});

it('all of it stands in a log that is whole', async () => {
  await test.work();
  expect(await verifyLog(test.database, test.app.get(KeyRing))).toEqual([]);
});
