import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid7 } from 'uuid';
import { EventWorker } from '../../src/common/events/index.js';
import { MessageSender, type Notice, NotificationTarget, Notifier } from '../../src/modules/notifications/index.js';
import { createTestApp, type TestApp, type TestPerson } from '../harness/app.js';
import { buildWorld, type World } from '../harness/world.js';

const dayMs = 86_400_000;

let test: TestApp;
let world: World;

beforeAll(async () => {
  test = await createTestApp();
  world = await buildWorld(test);
});
afterAll(() => test.close());

const notice = ({ id }: TestPerson, more: Partial<Notice> = {}): Notice => ({
  personId: id,
  kind: 'relay_due',
  title: '紧急预警待签收',
  body: '请签收《冒充公检法》，并推送到“桃花潭村村群”。',
  target: { kind: NotificationTarget.Relay, id: uuid7() },
  pressing: false,
  occasion: uuid7(),
  ...more,
});

const tell = (...notices: Notice[]) =>
  test.database.transaction((transaction) => test.app.get(Notifier).tell(transaction, notices));

const inbox = async (person: TestPerson, query = '') =>
  (await (await test.as(person)).get(`/me/notifications${query}`)).body;

async function countOf(person: TestPerson): Promise<number> {
  const [row] = await test.database.query<{ size: number }>(
    'SELECT COUNT(*) AS size FROM notifications WHERE person_id = ?',
    [person.id],
  );
  return Number(row!.size);
}

describe('telling', () => {
  it('reaches the inbox, in words that fit', async () => {
    const person = world.people.villageHead;
    const target = { kind: NotificationTarget.Directive, id: uuid7() };
    const told = notice(person, { kind: 'approval', pressing: true, target, title: '标'.repeat(80), body: '文\n字' });
    expect(await tell(told)).toBe(1);
    expect(await inbox(person)).toEqual({
      items: [
        {
          id: expect.any(String),
          kind: 'approval',
          title: `${'标'.repeat(59)}…`,
          body: '文 字',
          targetKind: 'directive',
          targetId: target.id,
          pressing: true,
          createdAt: test.clock.now(),
          readAt: null,
        },
      ],
      next: null,
      unread: 1,
    });
  });

  it('passes over what was told before, and what is told twice at once', async () => {
    const person = world.people.gridChief;
    const [first, second] = [notice(person), notice(person)];
    expect(await tell(first, first)).toBe(1);
    expect(await tell(first, second)).toBe(1);
    expect(await tell(first, second)).toBe(0);
    expect(await tell()).toBe(0);
    expect(await countOf(person)).toBe(2);
    // Another person is told of the same occasion.
    expect(await tell({ ...first, personId: world.people.police.id })).toBe(1);
  });

  it('tells once when many tell of the same occasions at once, in any order, and fails for none of them', async () => {
    const person = world.people.auxiliaryPolice;
    const notices = Array.from({ length: 12 }, () => notice(person));
    const counts = await Promise.all(
      Array.from({ length: 8 }, (_, turn) => tell(...notices.slice(turn), ...notices.slice(0, turn))),
    );
    expect(counts.reduce((sum, count) => sum + count)).toBe(12);
    expect(await countOf(person)).toBe(12);
  });

  it('is taken back with the transaction it belongs to', async () => {
    const person = world.people.teacher;
    const failing = test.database.transaction(async (transaction) => {
      await test.app.get(Notifier).tell(transaction, [notice(person)]);
      throw new Error('something else failed');
    });
    await expect(failing).rejects.toThrow('something else failed');
    expect(await countOf(person)).toBe(0);
  });

  it('is on record without anybody’s name', async () => {
    await tell(notice(world.people.townshipOffice), notice(world.people.townshipOffice, { kind: 'approval' }));
    const events = await test.database.query<{ facts: string; personal: string | null }>(
      "SELECT facts, personal FROM events WHERE type = 'notifications.told' ORDER BY recorded_at DESC, id DESC LIMIT 1",
    );
    expect(events).toEqual([{ facts: '{"approval":1,"relay_due":1}', personal: null }]);
  });

  it('writes no message where WeChat has no template', async () => {
    expect(await test.database.query('SELECT id FROM wechat_messages')).toEqual([]);
    const { body } = await (await test.as(world.people.police)).get('/me/subscriptions');
    expect(body).toEqual({ templates: [] });
  });
});

describe('the inbox', () => {
  it('comes page by page, the newest first, each once', async () => {
    const person = world.people.gridWorker;
    for (let told = 0; told < 5; told += 1) {
      await tell(notice(person, { title: `第${told}件甲` }), notice(person, { title: `第${told}件乙` }));
      if (told % 2 === 1) test.clock.advance(1_000);
    }
    const titles: string[] = [];
    const times: number[] = [];
    let next: string | null = null;
    do {
      const page = await inbox(person, `?limit=3${next === null ? '' : `&after=${next}`}`);
      titles.push(...page.items.map(({ title }: { title: string }) => title));
      times.push(...page.items.map(({ createdAt }: { createdAt: number }) => createdAt));
      expect(page.unread).toBe(10);
      next = page.next;
    } while (next !== null);
    expect(new Set(titles).size).toBe(10);
    expect(titles).toHaveLength(10);
    expect(times).toEqual([...times].sort((a, b) => b - a));
    expect((await (await test.as(person)).get('/me/notifications?after=x')).body).toMatchObject({
      code: 'validation_failed',
      errors: [{ field: 'after' }],
    });
  });

  it('is marked as read, one by one or up to now', async () => {
    const person = world.people.townshipLeader;
    await tell(notice(person), notice(person), notice(person));
    const client = await test.as(person);
    const [first] = (await inbox(person)).items;
    const body = (await client.post('/me/notifications/read', { ids: [first.id] })).body;
    expect(body.unread).toBe(2);
    expect(body.items.find(({ id }: { id: string }) => id === first.id).readAt).toBe(test.clock.now());
    test.clock.advance(1_000);
    expect((await client.post('/me/notifications/read', { all: true })).body.unread).toBe(0);
    // What was read first keeps its time.
    expect(
      (await inbox(person)).items.map(({ readAt }: { readAt: number }) => test.clock.now() - readAt).sort(),
    ).toEqual([0, 0, 1_000]);
    expect(await client.post('/me/notifications/read', {})).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'ids' }] },
    });
  });

  it('is nobody else’s: not to read, and not to mark', async () => {
    const [owner, other] = [world.people.groupLeader, world.people.countyOffice];
    await tell(notice(owner, { title: '只给一个人' }));
    const [own] = (await inbox(owner)).items;
    const stranger = await test.as(other);
    expect((await stranger.get('/me/notifications')).text).not.toContain(own.id);
    const marked = await stranger.post('/me/notifications/read', { ids: [own.id] });
    expect(marked).toMatchObject({ status: 200, body: { items: [], unread: 0 } });
    expect((await stranger.post('/me/notifications/read', { all: true })).status).toBe(200);
    expect((await inbox(owner)).unread).toBe(1);
  });
});

describe('after half a year', () => {
  it('what was told is gone, a day later at most, and what came since is not', async () => {
    const person = world.people.formerWorker;
    await tell(notice(person), notice(person));
    test.clock.advance(100 * dayMs);
    await tell(notice(person));
    await test.app.get(MessageSender).runOnce();
    expect(await countOf(person)).toBe(3);
    test.clock.advance(80 * dayMs + 1_000);
    await test.app.get(MessageSender).runOnce();
    expect(await countOf(person)).toBe(1);
    await test.app.get(EventWorker).runOnce();
  });
});
