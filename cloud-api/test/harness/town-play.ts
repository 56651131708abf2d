import { v7 as uuid7 } from 'uuid';
import { EscalationWorker } from '../../src/modules/cascade/index.js';
import { createTestApp, type TestApp, type TestPerson } from './app.js';
import type { Json, TestClient } from './client.js';
import { TestPhone } from './commands.js';
import { buildMangheTown, type MangheTown, type TownGroup } from './manghe-town.js';

/** Plays the people of the town: offices that publish, pushers that sign and push, members that open cards. */
export class TownPlay {
  constructor(
    readonly test: TestApp,
    readonly town: MangheTown,
  ) {}

  /** In an application of its own; with `messageTemplates` WeChat tells people too. */
  static async begin(options: { messageTemplates?: object } = {}): Promise<TownPlay> {
    const test = await createTestApp(options);
    return new TownPlay(test, await buildMangheTown(test));
  }

  end(): Promise<void> {
    return this.test.close();
  }

  later(milliseconds: number): void {
    this.test.clock.advance(milliseconds);
  }

  as(person: TestPerson): Promise<TestClient> {
    return this.test.as(person);
  }

  /** The steps of escalation that are due now; how many were taken. */
  escalate(): Promise<number> {
    return this.test.app.get(EscalationWorker).runOnce();
  }

  async inboxOf(person: TestPerson): Promise<Json[]> {
    return ok(await (await this.as(person)).get('/me/notifications')).items;
  }

  /** What somebody was told of a hop, the newest first. */
  async toldOf(person: TestPerson, relayId: string): Promise<string[]> {
    const rows = await this.test.database.query<{ kind: string }>(
      'SELECT kind FROM notifications WHERE person_id = ? AND target_id = ? ORDER BY created_at DESC, id DESC',
      [person.id, relayId],
    );
    return rows.map(({ kind }) => kind);
  }

  /** Written by the office and, as 特急 asks, approved by the leader: its detail. */
  async published(details: Json = {}): Promise<Json> {
    const office = await this.as(this.town.office);
    const draft = this.draft(details);
    const drafted = ok(await office.post('/directives', draft));
    const sent = ok(await office.post(`/directives/${draft.id}/publish`, { baseRevision: drafted.revision }));
    if (sent.state === 'published') return sent;
    const leader = await this.as(this.town.leader);
    return ok(await leader.post(`/directives/${draft.id}/approve`, { baseRevision: sent.revision }));
  }

  draft({ content, targets, ...details }: Json = {}): Json {
    return {
      id: uuid7(),
      planId: this.town.plan.id,
      regionId: this.town.region.id,
      kind: 'alert',
      severity: 'critical',
      content: { title: '冒充社保补缴短信', body: '不要点短信里的链接，不要报验证码。', ...content },
      targets: { chains: [], regionIds: [], audiences: [], deepestLevel: 3, ...targets },
      ...details,
    };
  }

  /** The board as the office sees it now. */
  async board(directiveId: string): Promise<Json> {
    const office = await this.as(this.town.office);
    return ok(await office.get(`/directives/${directiveId}/cascade`));
  }

  async relay(directiveId: string, group: TownGroup): Promise<Json> {
    const office = await this.as(this.town.office);
    const { items } = ok(await office.get(`/directives/${directiveId}/relays?level=${group.level}&limit=200`));
    return items.find(({ groupId }: Json) => groupId === group.id);
  }

  group(kindKey: string, place: { regionId?: number; classId?: string } = {}): TownGroup {
    const found = this.town.groups.find(
      (group) =>
        group.kindKey === kindKey &&
        (place.regionId === undefined || group.regionId === place.regionId) &&
        (place.classId === undefined || group.classId === place.classId),
    );
    if (!found) throw new Error(`no group ${kindKey}`);
    return found;
  }

  /** 签收 and push, each as its command. */
  async send(person: TestPerson, kind: 'relay.sign' | 'relay.push', relayId: string): Promise<Json> {
    const phone = new TestPhone(await this.as(person), this.test.clock);
    const [result] = await phone.push(phone.command(kind, { relayId }));
    return result!;
  }

  async signAndPush(person: TestPerson, relayId: string): Promise<void> {
    for (const kind of ['relay.sign', 'relay.push'] as const) {
      const { result } = await this.send(person, kind, relayId);
      if (result !== 'stored') throw new Error(`${kind} of ${person.name} was ${result}`);
    }
  }

  /** A member of the real group opens the card there; `in` another group when it was passed on. */
  async open(relayId: string, groupId: string, member: string, shown: { in?: string } = {}): Promise<Json> {
    const entry = this.entry(shown.in ?? groupId, member);
    return (await this.test.anonymous().post(`/cards/${relayId}/openings`, entry)).body;
  }

  entry(groupId: string, member: string): Json {
    const user = this.test.wechat.user(member);
    const { members } = this.test.wechat.group(groupId);
    this.test.wechat.group(groupId, [...new Set([...members, user.openid])]);
    const loginCode = user.login();
    return { loginCode, ...this.test.wechat.groupEnterInfo({ group: groupId, user: user.openid }) };
  }

  /** The pusher signs and pushes, and somebody of the group opens the card in it. */
  async carry(directiveId: string, group: TownGroup, pusher: TestPerson): Promise<void> {
    const { id } = await this.relay(directiveId, group);
    await this.signAndPush(pusher, id);
    await this.open(id, group.id, `member of ${group.id}`);
  }
}

export function ok({ status, body, text }: { status: number; body: Json; text: string }): Json {
  if (status !== 200) throw new Error(`answered with ${status}: ${text}`);
  return body;
}
