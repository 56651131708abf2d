import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid7 } from 'uuid';
import { ListTidying } from '../../src/modules/imports/index.js';
import { createTestApp, type TestApp } from '../harness/app.js';
import type { Json, TestClient } from '../harness/client.js';
import { OfficeImport } from '../harness/office-import.js';
import { buildWorld, type World } from '../harness/world.js';

const heads = '户号,户主,姓名,与户主关系,出生年月,联系电话,住址,村,网格,村民小组,重点人群';

let test: TestApp;
let world: World;
let office: TestClient;

/** A file of the township with these rows below the heads. */
const file = (...rows: string[]) => [heads, ...rows].join('\n');
const upload = (...rows: string[]) => OfficeImport.checked(test, office, world.township.id, file(...rows));

const place = '桃花潭村一组,桃花潭村,第一网格,第三村民组';
const family = [`Q01,庄大山,庄大山,户主,1960.3,19955500001,${place},老人`];
const neighbour = [`Q02,魏长河,魏长河,户主,1955-01,,${place},`];

async function doorOf(code: string): Promise<Json> {
  const { body } = await office.get(`/doors?q=${encodeURIComponent(code)}`);
  return (await office.get(`/doors/${body.items[0].id}`)).body;
}

beforeAll(async () => {
  test = await createTestApp();
  world = await buildWorld(test);
  office = await test.as(world.people.townshipOffice);
});
afterAll(() => test.close());

describe('the way in', () => {
  it.each([
    ['a picture', Buffer.from('89504e470d0a1a0a0000', 'hex'), 'not_a_spreadsheet'],
    [
      'an old Excel file',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(1016), Buffer.from('Workbook\0', 'utf16le')]),
      'old_excel',
    ],
    ['half a zip', Buffer.from('504b0304140000000800', 'hex'), 'damaged'],
  ])('%s fails with its reason and leaves nothing', async (_, bytes, error) => {
    const book = await OfficeImport.upload(test, office, world.township.id, bytes);
    expect(await book.get()).toMatchObject({ state: 'failed', error });
  });

  it('names the cell that no list can hold', async () => {
    const book = await OfficeImport.upload(test, office, world.township.id, file(`Q01,${'庄'.repeat(2001)}`));
    expect(await book.get()).toMatchObject({ state: 'failed', error: 'cell_too_long' });
    expect(await book.problems()).toMatchObject([{ row: 2, column: 'B', rule: 'cell_too_long' }]);
  });

  it('reads a csv of GB18030 that calls itself xlsx, and takes a formula for no name', async () => {
    const { toGb18030 } = await import('../fixtures/books/gb18030.js');
    const rows = [
      `Q60,庄子敬,庄子敬,户主,29221,１９９５５５００００９,${place},`,
      `Q61,=cmd|'/c calc'!A0,=cmd|'/c calc'!A0,户主,1970-01,,${place},`,
    ];
    const book = await OfficeImport.checked(test, office, world.township.id, toGb18030(file(...rows)));
    expect((await book.get()).outcome).toMatchObject({ add: 1, bad: 1 });
    expect((await book.problems()).map(({ rule }) => rule)).toContain('name_unreadable');
    await book.publish('skip_bad');
    const [resident] = (await doorOf('Q60')).residents;
    expect(resident).toMatchObject({ name: '庄子敬', birthMonth: '1980-01', phoneMasked: '199****0009' });
  });

  it('has room for one file of a region at a time', async () => {
    const upload = (id: string) =>
      office.upload(
        '/imports',
        { id, kind: 'household_book', regionId: String(world.township.id) },
        Buffer.from(file(...family)),
      );
    const [first, second] = [uuid7(), uuid7()];
    expect((await upload(first)).status).toBe(200);
    expect((await upload(first)).body.id).toBe(first);
    const refused = await upload(second);
    expect([refused.status, refused.body.code]).toEqual([409, 'import_under_way']);
    expect((await office.post(`/imports/${first}/cancel`)).body.state).toBe('cancelled');
    expect((await upload(second)).status).toBe(200);
    await test.work();
    expect((await office.post(`/imports/${second}/cancel`)).body.state).toBe('cancelled');
    expect((await office.post(`/imports/${second}/publish`, { mode: 'skip_bad' })).body.code).toBe('import_not_ready');
  });

  it('is closed to whoever does not run the region', async () => {
    const book = await upload(...neighbour);
    const stranger = await test.as(world.elsewhere.office);
    expect((await stranger.get(`/imports/${book.id}`)).status).toBe(404);
    const elsewhere = { id: uuid7(), kind: 'household_book', regionId: String(world.elsewhere.township.id) };
    expect((await office.upload('/imports', elsewhere, Buffer.from(file(...family)))).status).toBe(404);
    const worker = await test.as(world.people.gridWorker);
    expect((await worker.get('/imports')).status).toBe(403);
  });

  it('remembers what the columns meant', async () => {
    const odd = 'A1,B1,C1,D1,E1\nQ90,吕大年,户主,桃花潭村一组,桃花潭村';
    const first = await OfficeImport.upload(test, office, world.villageA.id, odd);
    const columns = ['code', 'name', 'relation', 'address', 'village'].map((field, column) => ({ column, field }));
    await first.check({ ...(await first.get()).mapping, layout: 'row_per_person', headerRow: 1, columns });
    expect((await first.problems()).map(({ rule }) => rule)).toEqual(['grid_missing']);
    await first.publish('skip_bad');
    const second = await OfficeImport.upload(test, office, world.villageA.id, odd);
    expect((await second.get()).mapping.columns).toEqual(columns);
  });
});

it('files that are published or given up are not kept', async () => {
  const waiting = await upload(...neighbour);
  await test.app.get(ListTidying).run();
  const kept = await test.database.query<{ id: string }>('SELECT id FROM stored_files');
  const wanted = await test.database.query<{ id: string }>(
    "SELECT file_id AS id FROM imports WHERE state NOT IN ('published', 'cancelled', 'failed')",
  );
  expect(kept.map(({ id }) => id).sort()).toEqual(wanted.map(({ id }) => id).sort());
  expect((await waiting.check()).state).toBe('checked');
  test.clock.advance(31 * 86_400_000);
  await test.app.get(ListTidying).run();
  expect(await test.database.query('SELECT door_id FROM staged_residents')).toEqual([]);
  expect(await test.database.query('SELECT id FROM stored_files')).toEqual([]);
  const [given] = await test.database.query('SELECT state, error FROM imports WHERE id = ?', [waiting.id]);
  expect(given).toEqual({ state: 'cancelled', error: 'abandoned' });
});
