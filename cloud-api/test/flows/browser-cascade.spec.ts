import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import libsql from 'libsql';
import { ApiProcess } from '../harness/api-process.js';
import { type BrowserWindow, TestBrowser } from '../harness/browser.js';
import { mp3Clip } from '../harness/test-clip.js';
import { ApiView, type DemoPerson, demoPerson, demoPersonById } from './demo-people.js';
import { type Finger, signIn } from './finger.js';
import { expectSoon, patienceMs } from './patience.js';

interface Relay {
  id: string;
  level: number;
  placeName: string;
  pushers: { personId: string }[];
}
interface Told {
  items: { kind: string; title: string; body: string }[];
}

const town = '蟒河镇';
const here = '台头村';
const late = '东峪村';
const title = '冒充镇政府收医保费的二维码别扫';
const body = '有人在楼道里贴“医保缴费”的二维码，一扫就要银行卡号和验证码。镇里从不这样收费。';

describe('a 特急 warning in a browser', () => {
  let api: ApiProcess;
  let browser: TestBrowser;
  let office: DemoPerson;
  let view: ApiView;
  let board: BrowserWindow;
  let desk: Finger;
  let directiveId: string;
  let relays: Relay[];

  beforeAll(async () => {
    api = await ApiProcess.start({ env: { DEMO: 'on' } });
    browser = await TestBrowser.launch();
    office = await demoPerson(api.origin, town, 'township_office', town);
    view = await ApiView.of(api.origin, office);
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    await api.stop();
  });

  const person = (role: string | null, place: string) => demoPerson(api.origin, town, role, place);
  const hop = (level: number, place?: string) =>
    relays.find((relay) => relay.level === level && (place === undefined || relay.placeName === place))!;
  const notice = ({ page }: BrowserWindow, hasText: string) =>
    page.locator('[id^=notification-]:visible', { hasText }).first();
  /** What the office reads on its board, from the top: how many groups of how many are proved. */
  const proved = async () => {
    const labels = await board.page
      .locator('[id^=board-level-]:visible')
      .evaluateAll((levels) => levels.map((level) => level.getAttribute('aria-label') ?? ''));
    return labels.map((label) => /已证实 (\d+) \/ (\d+)/.exec(label)?.slice(1).join('/')).join(' ');
  };

  async function onPhone(who: DemoPerson, arrival = '#tab-alerts'): Promise<[BrowserWindow, Finger]> {
    const phone = await browser.phone();
    const finger = await signIn(phone, api.origin, town, who, arrival);
    await finger.sees(arrival);
    return [phone, finger];
  }

  /** 签收, push, and what the demo plays of WeChat: somebody opens the card in the group. */
  async function carry(who: DemoPerson, { id }: Relay, picture?: string): Promise<void> {
    const [phone, finger] = await onPhone(who);
    await finger.tap('#tab-alerts');
    await finger.tap(`#relay-${id}`);
    await finger.tap('#sign-relay');
    expect(await finger.sees('.foot-words:has(#push-relay)')).toContain('再点一下');
    if (picture) await phone.screenshot(`${picture}-push`);
    await finger.tap('#push-relay:not([disabled])');
    await finger.tap('#demo-opening');
    await expectSoon(async () => (await finger.sees('#evidence')).includes('证实了，推到了群里'), true);
    if (picture) await phone.screenshot(`${picture}-proved`);
    await phone.close();
  }

  it('the office writes it with a recording, and the leader approves it', async () => {
    const { homeRegionId } = await view.get<{ homeRegionId: number }>('/me');
    const { items } = await view.get<{ items: { id: number; name: string }[] }>(`/regions?parentId=${homeRegionId}`);
    board = await browser.office({ hasTouch: true });
    desk = await signIn(board, api.origin, town, office);
    await desk.tap('#office-directives');
    await desk.tap('#new-directive');
    await desk.tap('#directive-kind-alert');
    await desk.tap('#severity-critical');
    await board.page.locator('#directive-title input:visible').fill(title, { timeout: patienceMs });
    await board.page.locator('#directive-body textarea:visible').fill(body, { timeout: patienceMs });
    await desk.tap('#target-chain-village');
    for (const name of [here, late]) await desk.tap(`#target-place-${items.find((each) => each.name === name)!.id}`);
    await desk.tap('#deepest-3');
    const [chooser] = await Promise.all([board.page.waitForEvent('filechooser'), desk.tap('#directive-clip')]);
    await chooser.setFiles({ name: '提醒.mp3', mimeType: 'audio/mpeg', buffer: mp3Clip(200) });
    await board.page.getByText('有录音', { exact: true }).waitFor({ timeout: patienceMs });
    await board.screenshot('cascade-1-written');
    await desk.tap('#publish-directive');
    await desk.tap('#publish-directive-sure');
    await board.page.getByText('写的人自己不能审').waitFor({ timeout: patienceMs });
    directiveId = new URL(board.page.url()).hash.split('id=')[1]!;

    const [phone, finger] = await onPhone(await person('township_leader', town));
    await finger.tap('#tab-alerts');
    await finger.tap('#open-inbox');
    await notice(phone, title).tap({ timeout: patienceMs });
    await phone.page.getByText(body).waitFor({ timeout: patienceMs });
    await phone.screenshot('cascade-2-approving');
    await finger.tap('#approve-directive');
    await finger.tap('#approve-directive-sure');
    await finger.sees('#board-head');
    await phone.screenshot('cascade-3-phone-board');
    await phone.close();
    ({ items: relays } = await view.get<{ items: Relay[] }>(`/directives/${directiveId}/relays?limit=200`));
    expect(relays.filter(({ level }) => level === 2).map(({ placeName }) => placeName)).toEqual(
      expect.arrayContaining([here, late]),
    );
  }, 120_000);

  it('the pushers of one village carry it down, and the board turns 已证实 level by level, by itself', async () => {
    await board.page.goto(`${api.origin}/#/packages/cascade/board/index?id=${directiveId}`);
    const groups = relays.filter(({ level }) => level === 3);
    const own = groups.filter(({ placeName }) => placeName.startsWith(here));
    await expectSoon(proved, `0/1 0/1 0/2 0/${groups.length}`);
    await board.screenshot('cascade-4-board-begins');
    await carry(office, hop(0));
    await expectSoon(proved, `1/1 0/1 0/2 0/${groups.length}`);
    await carry(await person('township_leader', town), hop(1));
    await expectSoon(proved, `1/1 1/1 0/2 0/${groups.length}`);
    for (const name of [here, late]) expect(await desk.sees(`#row-${hop(2, name).id}`)).toContain('未签收');
    await carry(await person('village_head', here), hop(2, here), 'cascade-5-village');
    await expectSoon(proved, `1/1 1/1 1/2 0/${groups.length}`);
    expect(own.length).toBeGreaterThan(1);
    for (const [index, relay] of own.entries()) {
      await carry(await demoPersonById(api.origin, relay.pushers[0]!.personId), relay);
      await expectSoon(proved, `1/1 1/1 1/2 ${index + 1}/${groups.length}`);
    }
    await board.screenshot('cascade-6-village-proved');
  }, 240_000);

  it('the other village runs late: its 片警 is told and urges, and the office sees it', async () => {
    const { id } = hop(2, late);
    const police = await person('police', late);
    passHalfAnHour(id);
    await expectSoon(async () => (await desk.sees('#late-card')).includes(late), true);
    await board.screenshot('cascade-7-late');
    const told = async (who: DemoPerson, kind: string) => {
      const { items } = await (await ApiView.of(api.origin, who)).get<Told>('/me/notifications');
      return items.some((item) => item.kind === kind && item.body.includes(title));
    };
    await expectSoon(() => told(police, 'relay_late'), true);

    const [phone, finger] = await onPhone(police);
    await finger.tap('#tab-alerts');
    await phone.screenshot('cascade-8-police');
    await finger.tap('#open-inbox');
    await notice(phone, title).waitFor({ timeout: patienceMs });
    await phone.screenshot('cascade-9-police-told');
    await phone.page.goBack();
    await finger.tap('#all-supervised');
    expect(await finger.sees(`#unfold-${id}`)).toContain(title);
    await finger.tap(`#urge-${id}`);
    await phone.page.getByText('催了 1 个群').waitFor({ timeout: patienceMs });
    await phone.screenshot('cascade-10-police-urged');
    await expectSoon(async () => told(await person('village_head', late), 'relay_urged'), true);
    await phone.close();
    await board.close();
  }, 120_000);

  it('a villager reads it in the elder mode, and hears it', async () => {
    const phone = await browser.phone();
    await phone.page.addInitScript(() => {
      window.Audio = class extends Audio {
        constructor(source?: string) {
          super(source);
          this.addEventListener('timeupdate', () => {
            if (this.currentTime > 0) document.documentElement.dataset.heard = this.src;
          });
        }
      };
    });
    const finger = await signIn(phone, api.origin, town, await person(null, '第三网格'));
    await phone.page.locator('.elder:visible').first().waitFor({ timeout: patienceMs });
    expect(await finger.sees('#newest-warning')).toContain(title);
    await finger.tap('#listen');
    await phone.page.locator('html[data-heard]').waitFor({ timeout: patienceMs });
    await phone.screenshot('cascade-11-heard');
    await finger.tap(`#warning-${directiveId}`);
    expect(await finger.sees('#warning-text')).toContain('镇里从不这样收费');
    await phone.screenshot('cascade-12-villager');
    await phone.close();
  }, 60_000);

  /** Time passes for one hop; all others keep theirs. */
  function passHalfAnHour(relayId: string): void {
    const database = new libsql(path.join(api.dataDirectory, 'wuzha-grid.sqlite'));
    database.pragma('busy_timeout = 10000');
    const passed = 31 * 60_000;
    const columns = ['opened_at', 'due_at', 'chain_due_at', 'next_step_at'];
    database
      .prepare(`UPDATE relays SET ${columns.map((name) => `${name} = ${name} - ${passed}`).join(', ')} WHERE id = ?`)
      .run(relayId);
    database.close();
  }
});
