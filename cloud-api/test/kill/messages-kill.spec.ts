import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { KeyRing } from '../../src/common/crypto/index.js';
import { verifyLog } from '../../src/common/events/index.js';
import { ApiProcess } from '../harness/api-process.js';
import type { TestPerson } from '../harness/app.js';
import { HeldAnswers } from '../harness/held-answers.js';
import { MessageStage, sendPath } from '../harness/messages.js';

const tokenPath = '/cgi-bin/stable_token';
const patienceMs = 30_000;
const people = 12;
const messagesEach = 8;
const kills = 4;

/** The server that tells and hears WeChat's events is this process; the one that sends, and is killed, is another. */
describe('the sender killed in the midst of its work', () => {
  let stage: MessageStage;
  let wechat: HeldAnswers;
  let api: ApiProcess;
  let person: TestPerson;

  beforeAll(async () => {
    stage = await MessageStage.begin();
    stage.test.clock.set(Date.now());
    wechat = await HeldAnswers.before(stage.test.wechatEnvironment.WECHAT_BASE_URL!);
    const { databaseUrl, dataDirectory, wechatEnvironment } = stage.test;
    const env = { ...wechatEnvironment, WECHAT_BASE_URL: wechat.url };
    api = await ApiProcess.start({ databaseUrl, dataDirectory, env });
  });
  beforeEach(async () => {
    person = await stage.newcomer();
    await stage.reset();
  });
  afterAll(async () => {
    await api.stop();
    await wechat.close();
    await stage.end();
  });

  async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
    for (const end = Date.now() + patienceMs; Date.now() < end; await pause(20)) {
      // WeChat's clock, and that of the server that hears it, go with the other one's.
      stage.test.clock.set(Date.now());
      if (await isSo()) return;
    }
    throw new Error(`it did not come to pass in ${patienceMs} ms:\n${api.printed}`);
  }

  /** The minute that a dead sender's messages wait has passed. */
  async function passMinute(): Promise<void> {
    await stage.test.database.transaction(async (transaction) => {
      await transaction.execute("UPDATE leases SET expires_at = 0 WHERE name = 'message-sender'");
      await transaction.execute(
        "UPDATE wechat_messages SET due_at = due_at - 60000 WHERE state IN ('sending', 'in_doubt')",
      );
    });
  }

  const restart = async () => {
    await passMinute();
    await api.restart();
  };
  const stateIs = (state: string) => async () => (await stage.states(person))[0]?.state === state;
  const tell = async () => {
    stage.test.clock.set(Date.now());
    await stage.tell(person);
  };

  it('after the claim, before anything was sent: it is sent by the next one', async () => {
    await stage.grant(person);
    // A sender that has just begun asks for a token first.
    await api.restart();
    stage.test.wechat.fail(tokenPath, { kind: 'hang' });
    await tell();
    await until(() => stage.test.wechat.journal.entries(tokenPath).some(({ fault }) => fault === 'hang'));
    expect(await stage.states(person)).toMatchObject([{ state: 'sending', attempts: 1 }]);
    await api.kill9();
    expect(stage.asked()).toBe(0);
    await restart();
    await until(stateIs('sent'));
    expect(stage.shown(person)).toHaveLength(1);
    expect(await stage.states(person)).toMatchObject([{ attempts: 2 }]);
  }, 120_000);

  it('after WeChat took it, before that was recorded: WeChat’s event tells another server, and it is not sent again', async () => {
    await stage.grant(person, 2);
    wechat.holdAnswers(sendPath);
    await tell();
    await until(() => stage.shown(person).length === 1);
    await api.kill9();
    wechat.release();
    await stage.settled();
    await restart();
    await until(stateIs('sent'));
    await tell();
    await until(() => stage.shown(person).length === 2);
    expect(await stage.states(person)).toMatchObject([{ attempts: 1 }, { attempts: 1 }]);
  }, 120_000);

  it('the same, when nobody hears the event: it is sent again, and stands in the inbox once', async () => {
    await stage.grant(person, 2);
    wechat.holdAnswers(sendPath);
    stage.test.wechat.pushTo(null);
    await tell();
    await until(() => stage.shown(person).length === 1);
    await api.kill9();
    wechat.release();
    await restart();
    await until(stateIs('sent'));
    expect(stage.shown(person)).toHaveLength(2);
    expect((await (await stage.test.as(person)).get('/me/notifications')).body.unread).toBe(1);
    await stage.test.receivePushes();
  }, 120_000);

  it('again and again: every message is accepted once, and the log verifies', async () => {
    const told = await Promise.all(Array.from({ length: people }, () => stage.newcomer()));
    const titles = Array.from({ length: messagesEach }, (_, index) => `第${index}件`);
    for (const one of told) await stage.grant(one, titles.length);
    stage.test.clock.set(Date.now());
    for (const one of told) for (const title of titles) await stage.tell(one, { title });
    wechat.delayAnswers(20);
    for (let count = 0; count < kills; count += 1) {
      const asked = stage.asked();
      await until(() => stage.asked() > asked + 3);
      await api.kill9();
      await stage.settled();
      await restart();
    }
    wechat.delayAnswers(0);
    await until(async () => (await stage.open()) === 0);
    for (const one of told) {
      const shown = stage.shown(one).map(({ data }) => data.thing1);
      expect([...shown].sort()).toEqual(titles);
    }
    await api.stop();
    await stage.settled();
    stage.test.clock.set(Date.now());
    await stage.test.work();
    expect(await verifyLog(stage.test.database, stage.test.app.get(KeyRing))).toEqual([]);
  }, 240_000);
});
