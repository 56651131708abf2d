import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { v7 as uuid7 } from 'uuid';
import type { Row } from '../../src/common/database/index.js';
import type { Json } from '../harness/client.js';
import { ok, TownPlay } from '../harness/town-play.js';

const day = 86_400_000;

let play: TownPlay;

beforeAll(async () => {
  play = await TownPlay.begin();
}, 120_000);
afterAll(() => play.end());

/** Directives like the one, as they were left: pushed by somebody, and proved by nobody. */
async function left({ id }: Json, count: number, at: number): Promise<void> {
  const [directive] = await play.test.database.query<Row>('SELECT * FROM directives WHERE id = ?', [id]);
  const [version] = await play.test.database.query<Row>('SELECT * FROM directive_versions WHERE directive_id = ?', [
    id,
  ]);
  const relays = await play.test.database.query<Row>('SELECT * FROM relays WHERE version_id = ?', [
    version!.id as string,
  ]);
  await play.test.database.transaction(async (transaction) => {
    for (let index = 0; index < count; index += 1) {
      const [copy, read] = [uuid7(), uuid7({ msecs: at })];
      const times = { opened_at: at, due_at: at, chain_due_at: at, pushed_at: at, next_step_at: null };
      await transaction.insert('directives', [{ ...directive, id: copy, current_version_id: read, published_at: at }]);
      await transaction.insert('directive_versions', [{ ...version, id: read, directive_id: copy, published_at: at }]);
      await transaction.insert(
        'relays',
        relays.map((relay) => ({ ...relay, ...times, id: uuid7(), version_id: read, upper_id: null })),
      );
    }
  });
}

it('what a newcomer did not sign months ago does not hide what they are to sign today', async () => {
  const old = await play.published();
  await left(old, 60, play.test.clock.now());
  play.later(31 * day);
  const today = await play.published({ severity: 'normal' });
  const { items } = ok(await (await play.as(play.town.office)).get('/me/relays'));
  expect(items.map(({ directiveId }: Json) => directiveId)).toEqual([today.id]);
});

it('what nobody proved in a whole town is told from its newest end, and not all of it at once', async () => {
  const first = await play.published();
  await left(first, 10, play.test.clock.now() - day);
  const newest = await play.published();
  const command = await play.relay(newest.id, play.group('command'));
  await play.signAndPush(play.town.office, command.id);
  const { toAttest } = ok(await (await play.as(play.town.office)).get(`/supervision?regionId=${play.town.region.id}`));
  expect(toAttest.length).toBe(500);
  expect(toAttest.at(-1).relay.id).toBe(command.id);
});

it('directives come page by page, the newest first and each once, though many were drafted at one time', async () => {
  await left(await play.published(), 5, play.test.clock.now());
  const office = await play.as(play.town.office);
  const list = `/directives?regionId=${play.town.region.id}`;
  const listed: string[] = [];
  let next: string | null = '';
  while (next !== null) {
    const page: Json = ok(await office.get(`${list}&limit=4${next && `&after=${next}`}`));
    listed.push(...page.items.map(({ id }: Json) => id));
    next = page.next;
  }
  const stored = await play.test.database.query<Row>('SELECT id FROM directives ORDER BY created_at DESC, id DESC');
  expect(listed).toEqual(stored.map(({ id }) => id));
  expect((await office.get(`${list}&after=x`)).body.errors).toEqual([{ field: 'after', rule: 'page' }]);
});
