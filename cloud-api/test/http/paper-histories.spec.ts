import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid7 } from 'uuid';
import type { Json } from '../harness/client.js';
import { type Command } from '../harness/commands.js';
import { sittingAt } from '../harness/signing.js';
import type { WorldDoor } from '../harness/world-doors.js';
import { DoorHistories } from './door-histories.js';

let histories: DoorHistories;

beforeAll(async () => {
  histories = await DoorHistories.begin();
});
afterAll(() => histories.test.close());

const rowsOf = (table: string, doorId: string) =>
  histories.test.database.query(`SELECT * FROM ${table} WHERE door_id = ? ORDER BY id`, [doorId]);
const signedAt = async ({ id }: { id: string }) =>
  (await histories.head.client.get(`/doors/${id}/signatures`)).body.items.map((each: Json) => each.id).sort();

/** The ids of the papers that the resident at this place signed; somebody who is not in the book at -1. */
async function sign(door: WorldDoor, place = 0, templates = ['notice.resident', 'pledge.resident']): Promise<string[]> {
  const { worker } = histories;
  const resident = door.residents[place];
  const signer = { residentId: resident?.id, name: resident?.name ?? '路过亲戚', relation: 'other' };
  const sitting = await sittingAt(worker, door, { templates, signer });
  expect((await worker.push(sitting))[0]).toMatchObject({ result: 'stored' });
  return (sitting as Command & { payload: { papers: { id: string }[] } }).payload.papers.map(({ id }) => id);
}

async function sendLetter(doorId: string, residentId: string): Promise<void> {
  await histories.test.database.transaction((transaction) =>
    transaction.insert('letter_recipients', [
      {
        id: uuid7(),
        round_id: uuid7(),
        level: 2,
        name: '家长',
        position: '家长',
        resident_id: residentId,
        door_id: doorId,
        sent_at: 1,
      },
    ]),
  );
}

async function expectGood(ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const { checks } = (await histories.head.client.get(`/signatures/${id}`)).body;
    expect(checks.filter(({ result }: Json) => result === 'broken')).toEqual([]);
  }
}

describe('papers of two doors that are one', () => {
  it('count for the door that stays, under the names of its residents; the evidence says what it said', async () => {
    const { door, head, merge, worker } = histories;
    const leaving = await door({ residents: [{ name: '鲁大海' }, { name: '鲁小海', relation: 'child' }] });
    const into = await door({ residents: [{ name: '鲁大海' }] });
    const papers = [...(await sign(leaving)), ...(await sign(leaving, 1, ['pledge.resident']))].sort();
    const declining = worker.command('papers.decline', {
      doorId: leaving.id,
      templates: ['notice.resident'],
      reason: 'away',
      declinedAt: worker.now(),
    });
    expect((await worker.push(declining))[0]).toMatchObject({ result: 'stored' });
    await sendLetter(leaving.id, leaving.residents[0]!.id);
    const before = await rowsOf('signatures', leaving.id);
    const sittings = await rowsOf('sittings', leaving.id);

    expect(await merge(leaving, into)).toMatchObject({ status: 200 });
    expect(await signedAt(into)).toEqual(papers);
    const now = { [leaving.residents[0]!.id]: into.residents[0]!.id };
    expect(await rowsOf('signatures', into.id)).toEqual(
      before.map((row) => ({ ...row, door_id: into.id, resident_id: now[String(row.resident_id)] ?? row.resident_id })),
    );
    expect(await rowsOf('sittings', leaving.id)).toEqual(sittings);
    expect(await rowsOf('paper_declines', into.id)).toMatchObject([{ id: declining.id }]);
    expect(await rowsOf('letter_recipients', into.id)).toMatchObject([{ resident_id: into.residents[0]!.id }]);
    for (const table of ['signatures', 'paper_declines', 'letter_recipients'])
      expect(await rowsOf(table, leaving.id)).toEqual([]);
    await expectGood(papers);
    const [event] = await histories.test.database.query<{ facts: string }>(
      "SELECT facts FROM events WHERE type = 'door.merged' AND subject_id = ?",
      [into.id],
    );
    expect(JSON.parse(event!.facts)).toMatchObject({ signatures: 3 });
    await histories.expectCountsRight();
    expect(await signedAt({ id: leaving.id })).toEqual(papers);
    expect((await head.client.get(`/doors/${into.id}`)).status).toBe(200);
  });
});

describe('papers of a household that splits', () => {
  it('go with who signed them; those of nobody in the book stay', async () => {
    const { door, merge, split } = histories;
    const from = await door({ residents: [{ name: '葛老海' }, { name: '葛小海' }, { name: '葛二海' }] });
    const own = await sign(from, 0);
    const leaving = await sign(from, 1);
    const ofNobody = await sign(from, -1, ['notice.resident']);
    await sendLetter(from.id, from.residents[1]!.id);

    const moved = from.residents.slice(1).map(({ id }) => id);
    const { body, status } = await split(from, { residentIds: moved, name: '葛小海' });
    expect(status).toBe(200);
    expect(await signedAt(from)).toEqual([...own, ...ofNobody].sort());
    expect(await signedAt(body)).toEqual([...leaving].sort());
    expect(await rowsOf('letter_recipients', body.id)).toHaveLength(1);
    await expectGood([...own, ...leaving, ...ofNobody]);
    await histories.expectCountsRight();

    // And again, and into a third door: what was signed at the first still verifies.
    const { body: second } = await split(body, { residentIds: [moved[0]], name: '葛小海' });
    const third = await door({ residents: [{ name: '葛小海' }] });
    expect(await merge({ id: second.id }, third)).toMatchObject({ status: 200 });
    expect(await signedAt(third)).toEqual([...leaving].sort());
    await expectGood(leaving);
    await histories.expectCountsRight();
  });
});
