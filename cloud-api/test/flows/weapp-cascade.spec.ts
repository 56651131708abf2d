import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { TestPerson } from '../harness/app.js';
import { ok } from '../harness/town-play.js';
import { mp3Clip } from '../harness/test-clip.js';
import type { TownGroup, TownVillage } from '../harness/manghe-town.js';
import type { Card } from '../harness/weapp/index.js';
import { carriedTo, CascadeStand } from './cascade-stand.js';
import { expectSoon } from './patience.js';

const relayPage = 'packages/cascade/relay/index';
const cardPage = '/packages/cascade/card/index';
const text = '不要点短信里的链接';

describe('a warning goes down in the built mini-program', () => {
  let stand: CascadeStand;
  let here: TownVillage;
  let late: TownVillage;
  let lateId: string;
  let directiveId: string;
  let group: TownGroup;
  let relayId: string;
  let villager: TestPerson;
  let card: Card;

  beforeAll(async () => {
    stand = await CascadeStand.begin(async (play) => {
      late = play.town.villages[2]!;
      lateId = await carriedTo(play, late);
    });
    const { play } = stand;
    here = play.town.villages[1]!;
    directiveId = await carriedTo(play, here);
    group = stand.group(here);
    relayId = (await play.relay(directiveId, group)).id;
    villager = await stand.villager(here, '常秀兰', '19900037001');
  }, 180_000);
  beforeEach(() => stand.tick());
  afterAll(() => stand.end());

  const state = async (id = relayId) => (await stand.relay(id)).state;
  const remaining = async (person: TestPerson, key: string) => {
    const { templates } = ok(await (await stand.play.as(person)).get('/me/subscriptions'));
    return templates.find((template: { key: string }) => template.key === key).remaining;
  };

  it('two taps of the pusher: 签收, which allows one more message, and a card that names nobody', async () => {
    const [leader] = here.leaders as [TestPerson];
    const pusher = await stand.signedIn(leader, '#relay-strip');
    await pusher.user.tap('#relay-strip');
    await pusher.user.see('再允许一条提醒');
    await pusher.user.tap('#sign-relay');
    await expectSoon(state, 'signed');
    for (const key of ['relay_due', 'relay_late', 'relay_urged']) await expectSoon(() => remaining(leader, key), 1);
    expect(stand.test.wechat.grants(leader.phone, 'T-due')).toBe(1);

    card = await pusher.share('#push-relay');
    expect(card).toMatchObject({ path: `${cardPage}?relay=${relayId}`, withShareTicket: true });
    for (const { name, phone } of [leader, villager, ...here.heads]) {
      expect(JSON.stringify(card)).not.toContain(name);
      expect(JSON.stringify(card)).not.toContain(phone);
    }
    await expectSoon(state, 'claimed');
    await pusher.user.see('自称已推');
    pusher.close();
  }, 60_000);

  it('opened where it was passed on to, the card proves nothing', async () => {
    stand.test.wechat.group('family', ['19900037009']);
    const foreign = stand.launch(await stand.phoneOf({ phone: '19900037009' }), { card: { ...card, group: 'family' } });
    await foreign.user.see(text);
    const outcome = async () => {
      const sql = 'SELECT outcome FROM card_openings WHERE card_relay_id = ?';
      const [opening] = await stand.test.database.query<{ outcome: string }>(sql, [relayId]);
      return opening?.outcome;
    };
    await expectSoon(outcome, 'foreign');
    expect(await stand.relay(relayId)).toMatchObject({ state: 'claimed', openers: 0, provedAt: null });
    foreign.close();
  }, 60_000);

  it('opened in its group it proves itself, by who starts with it and by who was there already', async () => {
    stand.test.wechat.group(group.id, [villager.phone, '19900037002']);
    const cold = stand.launch(await stand.phoneOf(villager), { card: { ...card, group: group.id } });
    await cold.user.see(text);
    await expectSoon(state, 'proved');
    expect(await stand.relay(relayId)).toMatchObject({ openers: 1 });
    cold.close();

    const warm = stand.launch(await stand.phoneOf({ phone: '19900037002' }));
    await warm.user.until(() => warm.tree.find('#wechat-sign-in'), 'the first page');
    warm.openCard({ ...card, group: group.id });
    await warm.user.see(text);
    await expectSoon(async () => (await stand.relay(relayId)).openers, 2);
    warm.close();
  }, 60_000);

  it('the villager hears it at home', async () => {
    const home = await stand.signedIn(villager, '#newest-warning');
    await home.user.tap('#listen');
    const [clip] = await home.user.until(() => (home.speaker.heard.length > 0 ? home.speaker.heard : null), 'a voice');
    expect(Buffer.from(home.phone.files.get(clip!)!).equals(mp3Clip())).toBe(true);
    const played = async () => {
      const rows = await stand.test.database.query<{ played: unknown }>(
        'SELECT played_at AS played FROM warning_readings WHERE directive_id = ? AND played_at IS NOT NULL',
        [directiveId],
      );
      return rows.length;
    };
    await expectSoon(played, 1);
    home.speaker.finish();
    await home.user.tap(`#warning-${directiveId}`);
    await home.user.until(() => home.tree.find('#warning-text'), 'the whole of it');
    home.close();
  }, 60_000);

  it('签收 and push without a network wait in the phone, also when it is killed', async () => {
    const { id } = await stand.play.relay(directiveId, stand.group(here, 1));
    const before = await stand.signedIn(here.leaders[1]!, '#relay-strip');
    const { phone } = before;
    await before.user.tap('#relay-strip');
    await before.user.until(() => before.tree.find('#sign-relay'), '签收');
    phone.network.offline();
    await before.user.tap('#sign-relay');
    await before.user.see('待同步');
    await before.share('#push-relay');
    await before.user.until(() => before.tree.find('#evidence'), 'that it is pushed');
    expect(await state(id)).toBe('unsigned');
    before.kill();

    phone.network.online();
    const after = stand.launch(phone);
    await expectSoon(() => state(id), 'claimed');
    const { steps } = await stand.relay(id);
    expect(steps.map(({ kind }: { kind: string }) => kind).filter((kind: string) => kind !== 'opened')).toEqual([
      'signed',
      'pushed',
    ]);
    after.close();
  }, 60_000);

  it('a supervisor sees who is late, urges with one tap, WeChat tells it, and she attests what she saw', async () => {
    const { wechat } = stand.test;
    const [leader] = late.leaders as [TestPerson];
    const { id } = await stand.play.relay(lateId, stand.group(late));
    const signing = await stand.signedIn(leader, '#relay-strip');
    const { phone } = signing;
    await signing.user.tap('#relay-strip');
    await signing.user.see('再允许一条提醒');
    await signing.user.tap('#sign-relay');
    await expectSoon(() => remaining(leader, 'relay_urged'), 1);
    signing.kill();

    const watching = await stand.signedIn(late.heads[0]!, '#tab-alerts');
    await watching.user.tap('#tab-alerts');
    await watching.user.tap('#all-supervised');
    await watching.user.tap(`#urge-${id}`);
    await watching.user.see('催了 1 个群');
    const urged = () => wechat.messages(leader.phone).filter(({ templateId }) => templateId === 'T-urged');
    await expectSoon(async () => urged().length, 1);
    expect(wechat.grants(leader.phone, 'T-urged')).toBe(0);
    await expectSoon(() => remaining(leader, 'relay_urged'), 0);
    expect(urged()[0]!.page).toBe(`${relayPage}?id=${id}`);

    const pushing = stand.launch(phone, { url: `/${urged()[0]!.page}` });
    await pushing.share('#push-relay');
    await expectSoon(() => state(id), 'claimed');
    pushing.close();
    const { phone: own } = watching;
    watching.close();
    const attesting = stand.launch(own, { url: '/packages/cascade/supervision/index?view=attest' });
    await attesting.user.tap(`#attest-${id}-seen`);
    await expectSoon(async () => (await stand.relay(id)).attestedAt !== null, true);
    attesting.close();
  }, 120_000);

  it('a registration card that pusher and supervisor open in the same group makes it known', async () => {
    const village = stand.play.town.villages[3]!;
    const { id } = stand.group(village);
    await stand.test.database.transaction((transaction) =>
      transaction.execute('UPDATE chat_groups SET opengid = NULL, bound_at = NULL WHERE id = ?', [id]),
    );
    const [leader, head] = [village.leaders[0]!, village.heads[0]!];
    stand.test.wechat.group('anew', [leader.phone, head.phone]);
    const pusher = await stand.signedIn(leader, '#tab-home');
    await pusher.open('navigateTo', `/packages/cascade/group-card/index?group=${id}`);
    const registration = await pusher.share('#send-card');
    expect(registration.path).toBe(`/packages/cascade/group-card/index?group=${id}`);
    pusher.openCard({ ...registration, group: 'anew' });
    await pusher.user.see('还要监督员');

    const supervisor = await stand.signedIn(head, '#tab-home');
    supervisor.openCard({ ...registration, group: 'anew' });
    await supervisor.user.see('认好了');
    const [bound] = await stand.test.database.query<{ opengid: string }>(
      'SELECT opengid FROM chat_groups WHERE id = ?',
      [id],
    );
    expect(bound!.opengid).toBe(stand.test.wechat.group('anew').opengid);
    pusher.close();
    supervisor.close();
  }, 60_000);
});
