import { setTimeout as pause } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { v7 as uuid7 } from 'uuid';
import type { ShownMessage } from '../../emulator/index.js';
import { Role } from '../../src/common/auth/index.js';
import { Clock } from '../../src/common/clock/index.js';
import { Database } from '../../src/common/database/index.js';
import { EventLog } from '../../src/common/events/index.js';
import { MessageSender, type Notice, NotificationTarget, Notifier } from '../../src/modules/notifications/index.js';
import { PeopleService } from '../../src/modules/people/index.js';
import { createTestApp, type TestApp, type TestPerson } from './app.js';
import { buildWorld, type World } from './world.js';

export const sendPath = '/cgi-bin/message/subscribe/send';
export const dueTemplate = { id: 'T-due', fields: ['thing1', 'time2'] };
const fields = { thing1: 'title', time2: 'createdAt' };

/** `amended` WeChat does not know, and of `approval` it asks for a field more than we fill. */
export const templates = {
  relay_due: { id: dueTemplate.id, fields },
  relay_urged: { id: dueTemplate.id, fields },
  approval: { id: 'T-approval', fields },
  amended: { id: 'T-gone', fields },
  recalled: { id: 'T-recalled', fields, longTerm: true },
};
type Kind = keyof typeof templates;

interface MessageView {
  state: string;
  attempts: number;
  error: string | null;
}

/** People who are told things, and the WeChat that tells them. */
export class MessageStage {
  readonly pages = ['relay', 'board', 'compose'].map((page) => `packages/cascade/${page}/index`);
  private people = 0;

  private constructor(
    readonly test: TestApp,
    private readonly world: World,
  ) {}

  /** With `off` WeChat tells nothing of what happens there. */
  static async begin(wechatPush: 'encrypted' | 'off' = 'encrypted'): Promise<MessageStage> {
    const test = await createTestApp({ messageTemplates: templates, wechatPush });
    const stage = new MessageStage(test, await buildWorld(test));
    stage.declare();
    if (wechatPush !== 'off') await test.receivePushes();
    return stage;
  }

  /** What the emulated WeChat has. */
  private declare(): void {
    const declare = (id: string, named: string[], kind: 'one_time' | 'long_term' = 'one_time') =>
      this.test.wechat.template({ id, title: id, fields: named, kind });
    declare(dueTemplate.id, dueTemplate.fields);
    declare('T-approval', [...dueTemplate.fields, 'thing9']);
    declare('T-recalled', dueTemplate.fields, 'long_term');
    this.test.wechat.publish(this.pages);
  }

  /** Somebody of the village who has signed in. */
  async newcomer(): Promise<TestPerson> {
    this.people += 1;
    const phone = `1990005${String(this.people).padStart(4, '0')}`;
    const name = `云新${'甲乙丙丁戊己庚辛壬癸'[this.people % 10]}${'子丑寅卯辰巳午未申酉戌亥'[this.people % 12]}`;
    const posts = [{ role: Role.GridWorker, regionId: this.world.a1.id }];
    const id = await this.test.database.transaction((transaction) =>
      this.test.app.get(PeopleService).createStaff(transaction, { name, phone, posts }, null),
    );
    const person = { id, name, phone };
    await this.test.as(person);
    return person;
  }

  /** So many taps on 允许, of which the phone tells and WeChat too. */
  async grant(person: TestPerson, count = 1, kind: Kind = 'relay_due'): Promise<void> {
    for (let tap = 0; tap < count; tap += 1) {
      // Two events of one second that say the same are one to WeChat.
      this.test.clock.advance(1_000);
      this.test.wechat.subscribe({ user: person.phone, templateIds: [templates[kind].id] });
      await this.claimGrants(person, 1, kind);
    }
    await this.settled();
  }

  /** What a phone says that lies: WeChat knows of no tap. */
  async claimGrants(person: TestPerson, count: number, kind: Kind = 'relay_due'): Promise<void> {
    const client = await this.test.as(person);
    for (let tap = 0; tap < count; tap += 1) {
      const loginCode = this.test.wechat.user(person.phone).login();
      const { status } = await client.post('/me/subscriptions', {
        loginCode,
        answers: [{ key: kind, reply: 'accept' }],
      });
      if (status !== 200) throw new Error(`the answer was not taken: ${status}`);
    }
  }

  /** Another WeChat of the person, which allows everything, as far as we know. */
  async bind(person: TestPerson, openid: string): Promise<void> {
    this.test.keepSecret(openid);
    const now = this.test.clock.now();
    const grant = { remaining: 5, long_term: 0, unpaired: 0, accepted_at: now, refused_at: 0 };
    await this.test.database.transaction(async (transaction) => {
      await transaction.insert('wechat_accounts', [
        { openid, person_id: person.id, phone_verified_at: now, session_key_cipher: '' },
      ]);
      await transaction.insert('subscription_grants', [{ openid, template_key: 'relay_due', ...grant }]);
    });
  }

  tell(person: TestPerson, more: Partial<Notice> = {}): Promise<number> {
    const notice: Notice = {
      personId: person.id,
      kind: 'relay_due',
      title: '预警待签收',
      body: '请签收并推送。',
      target: { kind: NotificationTarget.Relay, id: uuid7() },
      pressing: false,
      occasion: uuid7(),
      ...more,
    };
    return this.test.database.transaction((transaction) => this.test.app.get(Notifier).tell(transaction, [notice]));
  }

  sender(): MessageSender {
    return this.test.app.get(MessageSender);
  }

  /** As a second server over the same database has it. */
  anotherSender(): MessageSender {
    const { outbox, messages, templates: known, wechat, tidying } = this.sender() as unknown as Record<string, never>;
    const { app } = this.test;
    return new MessageSender(
      outbox!,
      messages!,
      known!,
      wechat!,
      tidying!,
      app.get(Database),
      app.get(EventLog),
      app.get(Clock),
    );
  }

  async work(): Promise<void> {
    await this.sender().runOnce();
    if (this.test.wechat.pushes.held.length === 0) await this.settled();
  }

  later(milliseconds: number): void {
    this.test.clock.advance(milliseconds);
  }

  settled(): Promise<void> {
    return this.test.wechat.pushes.settled();
  }

  openid({ phone }: TestPerson): string {
    return this.test.wechat.user(phone).openid;
  }

  shown({ phone }: TestPerson): readonly ShownMessage[] {
    return this.test.wechat.messages(phone);
  }

  /** In the order in which they were told. */
  async states({ id }: TestPerson): Promise<MessageView[]> {
    const rows = await this.test.database.query<MessageView>(
      `SELECT m.state, m.attempts, m.error FROM wechat_messages m JOIN notifications n ON n.id = m.notification_id
        WHERE n.person_id = ? ORDER BY m.id`,
      [id],
    );
    return rows.map(({ state, attempts, error }) => ({ state, attempts: Number(attempts), error }));
  }

  /** What the log says became of the person's messages. */
  events({ id }: TestPerson): Promise<{ type: string; facts: string }[]> {
    return this.test.database.query(
      `SELECT e.type, e.facts FROM events e JOIN notifications n ON n.id = e.subject_id
        WHERE n.person_id = ? AND e.type LIKE 'notification.%' ORDER BY e.id`,
      [id],
    );
  }

  async remaining(person: TestPerson, key: Kind = 'relay_due'): Promise<number> {
    const { body } = await (await this.test.as(person)).get('/me/subscriptions');
    return body.templates.find((template: { key: string }) => template.key === key).remaining;
  }

  /** Messages that have not ended. */
  async open(): Promise<number> {
    const [row] = await this.test.database.query<{ open: number }>('SELECT COUNT(due_at) AS open FROM wechat_messages');
    return Number(row!.open);
  }

  /** How often WeChat was asked to send since the last reset. */
  asked(): number {
    return this.test.wechat.journal.entries(sendPath).length;
  }

  /** A new minute: nothing under way, an empty journal. */
  async reset(): Promise<void> {
    await this.settled();
    this.test.wechat.journal.clear();
  }

  /** Waiting for WeChat ends soon; its own patience with our server stays. */
  beImpatient(patienceMs = 150): void {
    const timeout = AbortSignal.timeout.bind(AbortSignal);
    jest.spyOn(AbortSignal, 'timeout').mockImplementation((delay) => timeout(delay === 8_000 ? patienceMs : delay));
  }

  async until(isSo: () => boolean): Promise<void> {
    for (const end = performance.now() + 20_000; performance.now() < end; await pause(5)) if (isSo()) return;
    throw new Error('it did not come to pass');
  }

  end(): Promise<void> {
    return this.test.close();
  }
}
