import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { TestPerson } from '../harness/app.js';
import { dueTemplate, MessageStage } from '../harness/messages.js';

let stage: MessageStage;
let person: TestPerson;

beforeAll(async () => {
  stage = await MessageStage.begin();
});
beforeEach(async () => {
  person = await stage.newcomer();
});
afterAll(() => stage.end());

interface Answer {
  key: string;
  reply: string;
}

/** What the phone tells after the question; `as` is whose WeChat it is. */
async function tellServer(answers: Answer[], as: TestPerson = person) {
  const loginCode = stage.test.wechat.user(as.phone).login();
  return (await stage.test.as(person)).post('/me/subscriptions', { loginCode, answers });
}

const accepted: Answer[] = [{ key: 'relay_due', reply: 'accept' }];
const tap = (answer: 'accept' | 'reject' = 'accept') =>
  stage.test.wechat.subscribe({ user: person.phone, templateIds: [dueTemplate.id], answers: answer });

describe('what may be told by WeChat', () => {
  it('is asked for template by template, those that share one once', async () => {
    const { body } = await (await stage.test.as(person)).get('/me/subscriptions');
    expect(body.templates).toEqual([
      { key: 'relay_due', templateId: 'T-due', title: '待签收、催办', remaining: 0, longTerm: false },
      { key: 'approval', templateId: 'T-approval', title: '待审批', remaining: 0, longTerm: false },
      { key: 'amended', templateId: 'T-gone', title: '已更正', remaining: 0, longTerm: false },
      { key: 'recalled', templateId: 'T-recalled', title: '已撤回', remaining: 0, longTerm: false },
    ]);
  });

  it('shows a long-term consent', async () => {
    await stage.grant(person, 1, 'recalled');
    const { body } = await (await stage.test.as(person)).get('/me/subscriptions');
    expect(body.templates[3]).toMatchObject({ longTerm: true, remaining: 0 });
  });
});

describe('a tap counts once', () => {
  it.each([
    ['the phone is first', ['phone', 'wechat']],
    ['WeChat is first', ['wechat', 'phone']],
    ['only the phone tells', ['phone']],
    ['only WeChat tells', ['wechat']],
  ])('when %s', async (_, tellers) => {
    stage.test.wechat.pushes.hold();
    tap();
    for (const teller of tellers) {
      if (teller === 'phone') expect((await tellServer(accepted)).status).toBe(200);
      else stage.test.wechat.pushes.release({ times: 2 });
      await stage.settled();
    }
    expect(await stage.remaining(person)).toBe(1);
    // What was held and never told is forgotten.
    stage.test.wechat.pushTo(null);
    stage.test.wechat.pushes.release();
    await stage.settled();
    await stage.test.receivePushes();
  });

  it('when both tell at the same moment, many times over', async () => {
    for (let count = 0; count < 5; count += 1) {
      tap();
      await Promise.all([tellServer(accepted), stage.settled()]);
      // Two events of one second that say the same are one to WeChat.
      stage.later(1_000);
    }
    expect(await stage.remaining(person)).toBe(5);
  });

  it('whatever else the phone says', async () => {
    const twice = [...accepted, ...accepted];
    expect((await tellServer(twice)).body.templates[0].remaining).toBe(1);
    for (const reply of ['reject', 'ban', 'filter']) await tellServer([{ key: 'relay_due', reply }]);
    await tellServer([{ key: 'relay_urged', reply: 'accept' }]);
    await tellServer([{ key: 'no_such_key', reply: 'accept' }]);
    await tellServer([]);
    expect(await stage.remaining(person)).toBe(1);
  });

  it('and a declined question takes nothing away', async () => {
    await stage.grant(person);
    stage.later(1_000);
    tap('reject');
    await stage.settled();
    expect(await stage.remaining(person)).toBe(1);
  });
});

describe('on somebody else’s WeChat', () => {
  it('nothing counts, for neither of the two', async () => {
    const friend = await stage.newcomer();
    expect((await tellServer(accepted, friend)).body.templates[0].remaining).toBe(0);
    expect(await stage.remaining(person)).toBe(0);
    expect(await stage.remaining(friend)).toBe(0);
  });

  it('that we do not know, nothing is kept', async () => {
    const before = await stage.test.rowCounts();
    const stranger = { id: '', name: '', phone: '19900059999' };
    stage.test.wechat.user(stranger.phone);
    expect((await tellServer(accepted, stranger)).status).toBe(200);
    expect(await stage.test.rowCounts()).toEqual(before);
  });

  it('a code that was used already is refused', async () => {
    const loginCode = stage.test.wechat.user(person.phone).login();
    const client = await stage.test.as(person);
    expect((await client.post('/me/subscriptions', { loginCode, answers: accepted })).status).toBe(200);
    expect(await client.post('/me/subscriptions', { loginCode, answers: accepted })).toMatchObject({
      status: 400,
      body: { code: 'wechat_code_invalid' },
    });
    expect(await stage.remaining(person)).toBe(1);
  });
});

describe('refusing in WeChat’s settings', () => {
  const refuse = () => stage.test.wechat.refuse({ user: person.phone, templateIds: [dueTemplate.id] });

  it('takes all away, and its late word none of what was allowed since', async () => {
    await stage.grant(person, 3);
    stage.later(1_000);
    refuse();
    await stage.settled();
    expect(await stage.remaining(person)).toBe(0);

    stage.later(1_000);
    stage.test.wechat.pushes.hold();
    refuse();
    stage.later(1_000);
    tap();
    stage.test.wechat.pushes.release({ reversed: true, times: 3 });
    await stage.settled();
    expect(await stage.remaining(person)).toBe(1);
  });

  it('is not undone by WeChat’s late word of an earlier tap', async () => {
    stage.test.wechat.pushes.hold();
    tap();
    stage.later(1_000);
    refuse();
    stage.test.wechat.pushes.release({ reversed: true, times: 2 });
    await stage.settled();
    expect(await stage.remaining(person)).toBe(0);
  });
});
