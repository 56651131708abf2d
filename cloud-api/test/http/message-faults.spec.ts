import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Fault } from '../../emulator/index.js';
import type { TestPerson } from '../harness/app.js';
import { dueTemplate, MessageStage, sendPath } from '../harness/messages.js';

const [hourMs, doubtOver] = [3_600_000, 60_000];

describe('messages, when something goes wrong', () => {
  let stage: MessageStage;
  let person: TestPerson;

  beforeAll(async () => {
    stage = await MessageStage.begin();
  });
  beforeEach(async () => {
    person = await stage.newcomer();
    await stage.reset();
  });
  afterEach(() => void jest.restoreAllMocks());
  afterAll(() => stage.end());

  describe('that meet a fault are accepted once', () => {
    const faults: [name: string, fault: Fault, state: string, waitMs: number][] = [
      ['busy', { kind: 'errcode', errcode: -1 }, 'waiting', 1_000],
      ['too many at once', { kind: 'errcode', errcode: 45011 }, 'waiting', 1_000],
      ['an address that is not on the list', { kind: 'errcode', errcode: 40164 }, 'waiting', 1_000],
      ['a broken gateway', { kind: 'http_status', status: 502 }, 'in_doubt', doubtOver],
      ['a page instead of an answer', { kind: 'not_json' }, 'in_doubt', doubtOver],
      ['no answer for ever', { kind: 'hang' }, 'in_doubt', doubtOver],
    ];

    it.each(faults)('%s', async (_, fault, state, waitMs) => {
      stage.beImpatient();
      await stage.grant(person);
      await stage.tell(person);
      stage.test.wechat.fail(sendPath, fault);
      await stage.work();
      expect(await stage.states(person)).toEqual([{ state, attempts: 1, error: expect.any(String) }]);
      expect(stage.shown(person)).toEqual([]);
      stage.later(waitMs - 2);
      await stage.work();
      expect(stage.asked()).toBe(1);
      stage.later(2);
      await stage.work();
      expect(stage.shown(person)).toHaveLength(1);
      expect(await stage.states(person)).toEqual([{ state: 'sent', attempts: 2, error: null }]);
      expect(await stage.remaining(person)).toBe(0);
    });

    it('an answer that was lost: WeChat’s event tells, and nothing is sent again', async () => {
      await stage.grant(person, 2);
      await stage.tell(person);
      stage.test.wechat.pushes.hold();
      stage.test.wechat.fail(sendPath, { kind: 'answer_lost' });
      await stage.work();
      expect(await stage.states(person)).toMatchObject([{ state: 'in_doubt' }]);
      stage.test.wechat.pushes.release({ times: 3 });
      await stage.settled();
      expect(await stage.states(person)).toEqual([{ state: 'sent', attempts: 1, error: null }]);
      stage.later(doubtOver);
      await stage.work();
      expect(stage.shown(person)).toHaveLength(1);
      expect(await stage.remaining(person)).toBe(1);
      expect((await stage.events(person)).map(({ type }) => type)).toEqual(['notification.sent']);
    });

    it('a failed token: nothing was sent, and it is sent later', async () => {
      await stage.grant(person);
      await stage.tell(person);
      stage.later(2 * hourMs);
      stage.test.wechat.fail('/cgi-bin/stable_token', { kind: 'http_status', status: 503 });
      await stage.work();
      expect(stage.asked()).toBe(0);
      stage.later(doubtOver);
      await stage.work();
      expect(stage.shown(person)).toHaveLength(1);
    });

    it('longer and longer waits while WeChat is busy', async () => {
      await stage.grant(person);
      await stage.tell(person);
      stage.test.wechat.fail(sendPath, { kind: 'errcode', errcode: -1 }, 5);
      for (const seconds of [1, 2, 4, 8, 16]) {
        await stage.work();
        stage.later(seconds * 1_000 - 1);
        const asked = stage.asked();
        await stage.work();
        expect(stage.asked()).toBe(asked);
        stage.later(1);
      }
      await stage.work();
      expect(stage.shown(person)).toHaveLength(1);
    });

    it('three days of faults end it: the inbox has told it long ago', async () => {
      await stage.grant(person);
      await stage.tell(person);
      stage.test.wechat.failAtRate(sendPath, { every: 1, faults: [{ kind: 'errcode', errcode: -1 }] });
      for (let hours = 0; hours < 73; hours += 1) {
        await stage.work();
        stage.later(hourMs);
      }
      expect((await stage.states(person))[0]).toMatchObject({ state: 'failed', error: 'busy' });
      stage.test.wechat.failAtRate(sendPath, null);
      expect((await stage.events(person)).map(({ type }) => type)).toEqual(['notification.failed']);
    });
  });

  describe('WeChat’s events', () => {
    it('of an earlier message do not speak for one in doubt, in whatever order they come', async () => {
      await stage.grant(person, 3);
      stage.test.wechat.pushes.hold();
      await stage.tell(person, { title: '第一件' });
      await stage.work();
      await stage.tell(person, { title: '第二件' });
      stage.test.wechat.fail(sendPath, { kind: 'http_status', status: 502 });
      await stage.work();
      // Only the first one’s event is under way: the second never arrived.
      stage.test.wechat.pushes.release({ times: 2, reversed: true });
      await stage.settled();
      expect((await stage.states(person)).map(({ state }) => state)).toEqual(['sent', 'in_doubt']);
      stage.later(doubtOver);
      await stage.work();
      await stage.settled();
      expect(stage.shown(person).map(({ data }) => data.thing1)).toEqual(['第一件', '第二件']);
      expect((await stage.states(person)).map(({ state }) => state)).toEqual(['sent', 'sent']);
      expect(await stage.remaining(person)).toBe(1);
    });

    it('are told apart because a person’s second message of a template waits for the first one’s end', async () => {
      await stage.grant(person, 3);
      for (const title of ['第一件', '第二件', '第三件']) await stage.tell(person, { title });
      stage.test.wechat.pushes.hold();
      stage.test.wechat.fail(sendPath, { kind: 'answer_lost' });
      await stage.work();
      expect((await stage.states(person)).map(({ state }) => state)).toEqual(['in_doubt', 'waiting', 'waiting']);
      expect(stage.asked()).toBe(1);
      stage.test.wechat.pushes.release();
      await stage.settled();
      await stage.work();
      expect(stage.shown(person).map(({ data }) => data.thing1)).toEqual(['第一件', '第二件', '第三件']);
    });

    it('that come too late for the doubt do no harm', async () => {
      await stage.grant(person, 2);
      await stage.tell(person);
      stage.test.wechat.pushes.hold();
      stage.test.wechat.fail(sendPath, { kind: 'answer_lost' });
      await stage.work();
      stage.later(doubtOver);
      await stage.work();
      // At least once: nothing could tell that it had arrived.
      expect(stage.shown(person)).toHaveLength(2);
      stage.test.wechat.pushes.release({ reversed: true, times: 2 });
      await stage.settled();
      expect(await stage.states(person)).toEqual([{ state: 'sent', attempts: 2, error: null }]);
      await stage.work();
      expect(stage.shown(person)).toHaveLength(2);
    });

    it('that a message was not delivered after all make it a failed one', async () => {
      await stage.grant(person, 2);
      stage.test.wechat.pushes.hold();
      await stage.tell(person);
      await stage.work();
      stage.test.wechat.push({
        event: 'subscribe_msg_sent_event',
        openid: stage.openid(person),
        content: { List: { TemplateId: dueTemplate.id, MsgID: '7', ErrorCode: '10', ErrorStatus: 'failed' } },
      });
      stage.test.wechat.pushes.release({ reversed: true });
      await stage.settled();
      expect(await stage.states(person)).toEqual([{ state: 'failed', attempts: 1, error: 'wechat:10' }]);
    });

    it('about people, templates and messages that we do not know change nothing', async () => {
      const before = await stage.test.rowCounts();
      const tell = (event: string, openid: string, entry: Record<string, string>) =>
        stage.test.wechat.push({ event, openid, content: { List: [entry] } });
      const status = { SubscribeStatusString: 'accept', PopupScene: '0' };
      tell('subscribe_msg_popup_event', 'oNobody', { TemplateId: dueTemplate.id, ...status });
      tell('subscribe_msg_popup_event', stage.openid(person), { TemplateId: 'T-other', ...status });
      tell('subscribe_msg_change_event', 'oNobody', { TemplateId: dueTemplate.id, SubscribeStatusString: 'reject' });
      tell('subscribe_msg_sent_event', stage.openid(person), { TemplateId: dueTemplate.id, ErrorCode: '0' });
      tell('subscribe_msg_sent_event', stage.openid(person), { TemplateId: 'T-other', ErrorCode: '0' });
      await stage.settled();
      const { wechat_pushes: _, ...after } = await stage.test.rowCounts();
      const { wechat_pushes: __, ...same } = before;
      expect(after).toEqual(same);
    });
  });

  describe('two workers at once', () => {
    it('send each message once', async () => {
      const people = await Promise.all(Array.from({ length: 6 }, () => stage.newcomer()));
      for (const one of people) {
        await stage.grant(one, 5);
        for (let count = 0; count < 5; count += 1) await stage.tell(one, { title: `第${count}件` });
      }
      const workers = [stage.sender(), stage.anotherSender(), stage.anotherSender()];
      await Promise.all([...workers, ...workers].map((worker) => worker.runOnce()));
      for (const one of people) {
        const titles = stage.shown(one).map(({ data }) => data.thing1);
        expect([...titles].sort()).toEqual(['第0件', '第1件', '第2件', '第3件', '第4件']);
      }
      expect(stage.asked()).toBe(30);
    });

    it('send each message once when the one takes the other for dead', async () => {
      stage.beImpatient(2_000);
      await stage.grant(person, 2);
      await stage.tell(person);
      stage.test.wechat.fail(sendPath, { kind: 'hang' });
      const first = stage.sender().runOnce();
      await stage.until(() => stage.asked() === 1);
      stage.later(doubtOver);
      await stage.anotherSender().runOnce();
      expect((await stage.states(person)).map(({ attempts }) => attempts)).toEqual([2]);
      await first;
      await stage.work();
      expect((await stage.states(person)).map(({ state }) => state)).toEqual(['sent']);
      expect(stage.shown(person)).toHaveLength(1);
      expect(await stage.remaining(person)).toBe(1);
    });
  });

  describe('under many faults', () => {
    it('each message is accepted once and none is lost, whatever order the events come in', async () => {
      stage.beImpatient();
      const people = await Promise.all(Array.from({ length: 8 }, () => stage.newcomer()));
      const titles = Array.from({ length: 8 }, (_, count) => `第${count}件`);
      for (const one of people) {
        await stage.grant(one, titles.length);
        for (const title of titles) await stage.tell(one, { title });
      }
      const faults: Fault[] = [
        { kind: 'answer_lost' },
        { kind: 'errcode', errcode: -1 },
        { kind: 'http_status', status: 502 },
        { kind: 'answer_lost' },
        { kind: 'not_json' },
        { kind: 'hang' },
      ];
      stage.test.wechat.failAtRate(sendPath, { every: 3, faults });
      for (let round = 0; (await stage.open()) > 0; round += 1) {
        expect(round).toBeLessThan(100);
        stage.test.wechat.pushes.hold();
        await stage.work();
        stage.test.wechat.pushes.release({ reversed: round % 2 === 1, times: 1 + (round % 3) });
        await stage.settled();
        stage.later(doubtOver);
      }
      stage.test.wechat.failAtRate(sendPath, null);
      for (const one of people) {
        expect(
          stage
            .shown(one)
            .map(({ data }) => data.thing1)
            .sort(),
        ).toEqual(titles);
        expect((await stage.states(one)).every(({ state }) => state === 'sent')).toBe(true);
        expect(await stage.remaining(one)).toBe(0);
      }
    }, 120_000);
  });
});

describe('messages, where WeChat tells nothing', () => {
  let stage: MessageStage;
  beforeAll(async () => {
    stage = await MessageStage.begin('off');
  });
  afterAll(() => stage.end());

  it('a lost answer has the message sent again: at least once, and once in the inbox', async () => {
    const person = await stage.newcomer();
    await stage.grant(person, 3);
    await stage.tell(person);
    stage.test.wechat.fail(sendPath, { kind: 'answer_lost' });
    await stage.work();
    expect(await stage.states(person)).toMatchObject([{ state: 'in_doubt' }]);
    stage.later(doubtOver);
    await stage.work();
    expect(await stage.states(person)).toEqual([{ state: 'sent', attempts: 2, error: null }]);
    expect(stage.shown(person)).toHaveLength(2);
    expect((await (await stage.test.as(person)).get('/me/notifications')).body.unread).toBe(1);
  });

  it('the phone’s word alone counts', async () => {
    const person = await stage.newcomer();
    await stage.grant(person, 2);
    expect(await stage.remaining(person)).toBe(2);
  });
});
