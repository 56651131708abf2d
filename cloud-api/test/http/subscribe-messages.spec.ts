import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { v7 as uuid7 } from 'uuid';
import { NotificationTarget } from '../../src/modules/notifications/index.js';
import { addDays, startOfDate } from '../../src/common/clock/index.js';
import type { TestPerson } from '../harness/app.js';
import { dueTemplate, MessageStage, templates } from '../harness/messages.js';

const hourMs = 3_600_000;

describe('messages, with WeChat’s events', () => {
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

  describe('that are allowed', () => {
    it('arrive with what was told, once', async () => {
      await stage.grant(person, 2);
      const target = { kind: NotificationTarget.Relay, id: uuid7() };
      await stage.tell(person, { title: '特急预警待签收', target });
      await stage.work();
      expect(stage.shown(person)).toMatchObject([
        {
          templateId: dueTemplate.id,
          page: `packages/cascade/relay/index?id=${target.id}`,
          version: 'formal',
          data: { thing1: '特急预警待签收', time2: '2026年11月21日 10:00' },
        },
      ]);
      expect(await stage.states(person)).toEqual([{ state: 'sent', attempts: 1, error: null }]);
      expect(await stage.remaining(person)).toBe(1);
      await stage.work();
      expect(stage.shown(person)).toHaveLength(1);
    });

    it('leave a word in the log for each, without anybody’s WeChat in it', async () => {
      await stage.grant(person);
      await stage.tell(person);
      await stage.work();
      const events = await stage.events(person);
      expect(events.map(({ type }) => type)).toEqual(['notification.sent']);
      expect(JSON.parse(events[0]!.facts)).toEqual({ attempts: 1, templateKey: 'relay_due' });
    });

    it('wait until the night is over, when they are told to', async () => {
      await stage.grant(person);
      const morning = stage.test.clock.now() + 10 * hourMs;
      await stage.tell(person, { notBefore: morning });
      await stage.work();
      stage.later(10 * hourMs - 1);
      await stage.work();
      expect(stage.shown(person)).toEqual([]);
      stage.later(1);
      await stage.work();
      expect(stage.shown(person)).toHaveLength(1);
    });

    it('come from any number of kinds that share a template, on the grants of one', async () => {
      await stage.grant(person, 2);
      await stage.tell(person, { kind: 'relay_urged', title: '请马上推送' });
      await stage.tell(person, { kind: 'relay_due' });
      await stage.work();
      expect(stage.shown(person).map(({ templateId }) => templateId)).toEqual([dueTemplate.id, dueTemplate.id]);
      expect(await stage.remaining(person)).toBe(0);
    });

    it('have no end where the consent is a long-term one', async () => {
      await stage.grant(person, 1, 'recalled');
      for (let count = 0; count < 3; count += 1) await stage.tell(person, { kind: 'recalled' });
      await stage.work();
      expect(stage.shown(person)).toHaveLength(3);
      stage.test.wechat.refuse({ user: person.phone, templateIds: [templates.recalled.id] });
      await stage.settled();
      await stage.tell(person, { kind: 'recalled' });
      await stage.work();
      expect(stage.shown(person)).toHaveLength(3);
      expect((await stage.states(person)).at(-1)).toEqual({ state: 'refused', attempts: 0, error: 'no_grant' });
    });

    it('are not sent to somebody who has withdrawn the consent to the privacy notice', async () => {
      await stage.grant(person);
      await (await stage.test.signIn(person)).delete('/me/consent');
      await stage.tell(person);
      expect(await stage.states(person)).toEqual([]);
    });
  });

  describe('that nobody allowed', () => {
    it('are not tried', async () => {
      await stage.tell(person);
      await stage.work();
      expect(await stage.states(person)).toEqual([{ state: 'refused', attempts: 0, error: 'no_grant' }]);
      expect(stage.asked()).toBe(0);
      expect((await stage.events(person)).map(({ type }) => type)).toEqual(['notification.refused']);
    });

    it('are tried once where we believed otherwise, and what follows is not', async () => {
      await stage.claimGrants(person, 3);
      await stage.tell(person);
      await stage.tell(person);
      await stage.work();
      expect(stage.asked()).toBe(1);
      expect((await stage.states(person)).map(({ state, error }) => [state, error])).toEqual([
        ['refused', 'refused'],
        ['refused', 'no_grant'],
      ]);
      expect(await stage.remaining(person)).toBe(0);
    });

    it('any more are not tried, and are again after another consent', async () => {
      await stage.grant(person, 2);
      stage.test.wechat.refuse({ user: person.phone, templateIds: [dueTemplate.id] });
      await stage.settled();
      await stage.tell(person);
      await stage.work();
      stage.later(1_000);
      await stage.grant(person);
      await stage.tell(person);
      await stage.work();
      expect((await stage.states(person)).map(({ state }) => state)).toEqual(['refused', 'sent']);
    });
  });

  describe('that can never arrive are given up at once, with the reason', () => {
    it('a WeChat that is not of this app', async () => {
      await stage.bind(person, 'oFromAnotherAppAltogether1');
      await stage.tell(person);
      await stage.work();
      expect(await stage.states(person)).toContainEqual({ state: 'failed', attempts: 1, error: 'unknown_openid' });
    });

    it('a template that WeChat does not know', async () => {
      await stage.claimGrants(person, 1, 'amended');
      await stage.tell(person, { kind: 'amended' });
      await stage.work();
      expect(await stage.states(person)).toEqual([{ state: 'failed', attempts: 1, error: 'unknown_template' }]);
    });

    it('a field that the template has and the configuration does not name', async () => {
      await stage.claimGrants(person, 1, 'approval');
      await stage.tell(person, { kind: 'approval' });
      await stage.work();
      expect(await stage.states(person)).toEqual([{ state: 'failed', attempts: 1, error: 'wrong_field:thing9' }]);
    });

    it('a page that is not released', async () => {
      await stage.grant(person);
      stage.test.wechat.publish(['pages/home/index']);
      await stage.tell(person);
      await stage.work();
      stage.test.wechat.publish(stage.pages);
      expect(await stage.states(person)).toEqual([{ state: 'failed', attempts: 1, error: 'page_unpublished' }]);
      expect(await stage.remaining(person)).toBe(1);
    });
  });

  describe('the day’s messages', () => {
    it('used up, the others wait for tomorrow, in China', async () => {
      stage.test.clock.set(startOfDate(addDays(stage.test.clock.today(), 1)) + 10 * hourMs);
      await stage.grant(person, 2);
      const other = await stage.newcomer();
      await stage.grant(other);
      await stage.tell(person);
      await stage.tell(person);
      await stage.tell(other);
      stage.test.wechat.allowMessagesPerDay(1);
      await stage.work();
      const asked = stage.asked();
      expect(stage.shown(person).length + stage.shown(other).length).toBe(1);
      stage.later(10 * hourMs);
      stage.test.wechat.allowMessagesPerDay(1_000_000);
      await stage.work();
      expect(stage.asked()).toBe(asked);
      stage.later(4 * hourMs);
      await stage.work();
      expect([stage.shown(person).length, stage.shown(other).length]).toEqual([2, 1]);
    });
  });

  it('a worker that is running sends what is told, without anybody asking', async () => {
    await stage.grant(person);
    const sender = stage.anotherSender();
    sender.start();
    await stage.tell(person);
    await stage.until(() => stage.shown(person).length === 1);
    await sender.beforeApplicationShutdown();
    await stage.settled();
  });
});
