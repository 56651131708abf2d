import { Cipher } from '../../src/common/crypto/index.js';
import { addDays } from '../../src/common/clock/index.js';
import { RegionsService } from '../../src/modules/regions/index.js';
import { ApiProcess } from '../harness/api-process.js';
import { createTestApp, type TestApp, type TestPerson } from '../harness/app.js';
import type { Json } from '../harness/client.js';
import { buildMangheTown, type TownGroup, type TownVillage } from '../harness/manghe-town.js';
import { builtWeapp } from '../harness/paths.js';
import { mp3Clip } from '../harness/test-clip.js';
import { ok, TownPlay } from '../harness/town-play.js';
import { type CardOpening, Phone, Weapp, wechatOf } from '../harness/weapp/index.js';
import { addDoor } from '../harness/world-doors.js';

const fields = { thing1: 'title', time2: 'createdAt' };
const templates = {
  relay_due: { id: 'T-due', fields },
  relay_late: { id: 'T-late', fields },
  relay_urged: { id: 'T-urged', fields },
};

/** 特急 gives a hop half an hour: one that was opened so long ago is late. */
const longAgoMs = 40 * 60_000;

/** 蟒河镇 with its groups, the API as people run it, and phones with the built mini-program in their owners' WeChat. */
export class CascadeStand {
  private constructor(
    readonly test: TestApp,
    readonly play: TownPlay,
    readonly api: ApiProcess,
  ) {}

  /** `before` happens forty minutes ago, ahead of the API's start. */
  static async begin(before: (play: TownPlay) => Promise<void>): Promise<CascadeStand> {
    const test = await createTestApp({ messageTemplates: templates });
    for (const { id } of Object.values(templates)) {
      test.wechat.template({ id, title: id, fields: Object.keys(fields), kind: 'one_time' });
    }
    test.clock.set(Date.now() - longAgoMs);
    const town = await buildMangheTown(test, { startsOn: addDays(test.clock.today(), -1) });
    const play = new TownPlay(test, town);
    await before(play);
    test.clock.set(Date.now());
    const { databaseUrl, dataDirectory, wechatEnvironment: env } = test;
    const api = await ApiProcess.start({ databaseUrl, dataDirectory, env });
    test.wechat.pushTo({ ...test.pushTarget, url: `${api.origin}/api/wechat/push` });
    return new CascadeStand(test, play, api);
  }

  /** WeChat's clock is the test's, the API's is the wall's. */
  tick(): void {
    this.test.clock.set(Date.now());
  }

  async end(): Promise<void> {
    await this.api.stop();
    await this.test.close();
  }

  group(village: TownVillage, index = 0): TownGroup {
    return this.play.group('group', { regionId: village.groups[index]!.id });
  }

  /** Somebody who lives in the first group of the village and has agreed to the privacy notice. */
  async villager({ region, groups }: TownVillage, name: string, phone: string): Promise<TestPerson> {
    const { app, database } = this.test;
    await database.transaction(async (transaction) => {
      const drafts = [{ level: 'grid' as const, name: '流程网格' }];
      const [grid] = await app.get(RegionsService).insertLocal(transaction, null, region, drafts);
      const residents = [{ name, phone, birthMonth: '1956-04' }];
      const place = { gridId: grid!.id, groupId: groups[0]!.id };
      await addDoor(transaction, app.get(Cipher), { code: 'F101', name, ...place, residents });
    });
    const person = { id: phone, name, phone };
    await this.test.as(person);
    return person;
  }

  /** A phone with its owner's WeChat; whoever is nobody here has only that. */
  async phoneOf({ phone }: Pick<TestPerson, 'phone'>): Promise<Phone> {
    return new Phone(await wechatOf(this.test.wechatEnvironment.WECHAT_BASE_URL!, { handle: phone, phone }));
  }

  launch(phone: Phone, opening: { card?: CardOpening; url?: string } = {}): Weapp {
    return Weapp.launch({ bundle: builtWeapp, apiOrigin: this.api.origin, phone, ...opening });
  }

  async signedIn(person: TestPerson, arrival: string): Promise<Weapp> {
    await this.play.as(person);
    const weapp = this.launch(await this.phoneOf(person));
    await weapp.user.tap('#wechat-sign-in');
    await weapp.user.until(() => weapp.tree.find(arrival), arrival);
    return weapp;
  }

  /** A hop as the office sees it: what is stored, whatever the screens show. */
  async relay(id: string): Promise<Json> {
    const office = await this.play.as(this.play.town.office);
    return ok(await office.get(`/relays/${id}`));
  }
}

/** A 特急预警 with a recording for one village, carried down to its last groups: those who push there have it before them. */
export async function carriedTo(play: TownPlay, village: TownVillage): Promise<string> {
  const { office, leader, region } = play.town;
  const [writing, approving] = [await play.as(office), await play.as(leader)];
  const draft = play.draft({ targets: { regionIds: [village.region.id] } });
  ok(await writing.post('/directives', draft));
  const { revision } = ok(await writing.upload(`/directives/${draft.id}/clip`, {}, mp3Clip()));
  const sent = ok(await writing.post(`/directives/${draft.id}/publish`, { baseRevision: revision }));
  ok(await approving.post(`/directives/${draft.id}/approve`, { baseRevision: sent.revision }));
  await play.carry(draft.id, play.group('command'), office);
  await play.carry(draft.id, play.group('township', { regionId: region.id }), leader);
  await play.carry(draft.id, play.group('village', { regionId: village.region.id }), village.heads[0]!);
  return draft.id;
}
