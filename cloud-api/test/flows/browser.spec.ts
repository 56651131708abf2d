import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiProcess } from '../harness/api-process.js';
import { TestBrowser } from '../harness/browser.js';
import { noteMeasure } from '../harness/measures.js';
import { ApiView, type DemoPerson, demoPerson } from './demo-people.js';
import { measureElderMode } from './elder-measures.js';
import { signIn } from './finger.js';
import { expectSoon, patienceMs } from './patience.js';

describe('the H5 in a browser', () => {
  let api: ApiProcess;
  let browser: TestBrowser;
  let worker: DemoPerson;
  let head: DemoPerson;
  let villageView: ApiView;

  beforeAll(async () => {
    api = await ApiProcess.start({ env: { DEMO: 'on' } });
    browser = await TestBrowser.launch();
    worker = await demoPerson(api.origin, '蟒河镇', 'grid_worker', '第三网格');
    head = await demoPerson(api.origin, '蟒河镇', 'village_head', '台头村');
    villageView = await ApiView.of(api.origin, head);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await api.stop();
  });

  it('a grid worker logs visits with the network cut; they arrive once and the board of the village head changes', async () => {
    const coveredBefore = await villageView.covered();
    const window = await browser.phone();
    window.expectConsoleError(/net::ERR_INTERNET_DISCONNECTED|Failed to load resource/);
    const finger = await signIn(window, api.origin, '蟒河镇', worker);
    const remaining = numberIn(await finger.sees('#remaining'));
    await window.screenshot('1-today');

    await window.context.setOffline(true);
    const before = { taps: finger.taps, at: performance.now() };
    await finger.tap('#start-visit');
    await finger.tap('#outcome-met');
    await finger.tap('[id^=resident-]');
    await window.screenshot('2-who');
    await finger.tap('#next');
    await finger.tap('#pick-fake_rebate');
    await finger.tap('#pick-fake_police');
    await finger.tap('#face-to-face');
    await window.screenshot('3-taught');
    await finger.tap('#next');
    await finger.tap('#app-installed-more');
    await finger.tap('#next');
    await window.screenshot('4-closing');
    await finger.tap('#finish');
    await finger.sees('#finished');
    const seconds = (performance.now() - before.at) / 1000;
    noteMeasure(`one visit: ${finger.taps - before.taps} taps, ${seconds.toFixed(1)} s by a machine's finger`);
    await window.screenshot('5-finished-offline');
    expect(await villageView.covered()).toBe(coveredBefore);

    await window.page.goBack();
    await finger.sees('#waiting-chip');
    expect(numberIn(await finger.sees('#remaining'))).toBe(remaining - 1);
    await window.screenshot('6-today-offline');

    await window.context.setOffline(false);
    await finger.gone('#waiting-chip');
    await expectSoon(() => villageView.covered(), coveredBefore + 1);
    await window.screenshot('7-today-synced');
    await window.close();
  }, 120_000);

  it('nobody at home takes two taps after the door is open, and explains the door to the village head', async () => {
    const window = await browser.phone();
    const finger = await signIn(window, api.origin, '蟒河镇', worker);
    await finger.tap('#start-visit');
    const before = finger.taps;
    await finger.tap('#outcome-nobody');
    await finger.tap('#finish');
    await finger.sees('#finished');
    expect(finger.taps - before).toBe(2);
    await window.screenshot('8-nobody');
    await window.close();
  }, 60_000);

  it('the village head drills from the rate to the reasons and down to the door', async () => {
    const window = await browser.phone();
    const finger = await signIn(window, api.origin, '蟒河镇', head);
    await finger.tap('#tab-progress');
    expect(await finger.sees('#coverage-rate')).toMatch(/\d+(\.\d)?%/);
    await window.screenshot('9-coverage');
    await finger.tap('[id^=reason-]');
    await finger.tap('[id^=door-]');
    await finger.sees('#back');
    await window.page.waitForTimeout(500);
    await window.screenshot('10-open-door');
    await window.close();
  }, 60_000);

  it('the village head accepts work that was reported late, and sends back a door that must be reached', async () => {
    const waiting = async () => (await villageView.get<{ items: unknown[] }>('/quarantine')).items.length;
    const asked = async () => (await villageView.get<{ items: unknown[] }>('/exclusions')).items.length;
    const before = await waiting();
    const window = await browser.phone();
    const finger = await signIn(window, api.origin, '蟒河镇', head);
    await finger.tap('#open-quarantine');
    await finger.tap('[id^=accept-]');
    await expectSoon(waiting, before - 1);
    await window.page.goBack();
    await finger.tap('#open-exclusions');
    await finger.tap('[id^=reject-]');
    await expectSoon(asked, 0);
    await window.close();
  }, 60_000);

  it('the office sees the township on a PC', async () => {
    const office = await demoPerson(api.origin, '蟒河镇', 'township_office', '蟒河镇');
    const window = await browser.office({ hasTouch: true });
    const finger = await signIn(window, api.origin, '蟒河镇', office);
    await finger.tap('#tab-progress');
    await finger.sees('#coverage-rate');
    await window.screenshot('11-office');
    await window.close();
  }, 60_000);

  it('the elder mode is large, readable and easy to hit', async () => {
    const window = await browser.phone();
    const villager = await demoPerson(api.origin, '蟒河镇', null, '第三网格');
    await signIn(window, api.origin, '蟒河镇', villager);
    // Villagers begin in the elder mode.
    await window.page.locator('.elder:visible').first().waitFor({ timeout: patienceMs });
    await window.page.waitForTimeout(500);
    await window.screenshot('12-elder');
    const measures = await measureElderMode(window.page);
    noteMeasure(`elder mode: ${JSON.stringify(measures)}`);
    expect(measures.smallestTextPx).toBeGreaterThanOrEqual(18);
    expect(measures.mainTextPx).toBeGreaterThanOrEqual(22);
    expect(measures.lowestContrast).toBeGreaterThanOrEqual(4.5);
    expect(measures.smallestTargetPx).toBeGreaterThanOrEqual(60);
    expect(measures.lowestLineHeight).toBeGreaterThanOrEqual(1.3);
    await window.close();
  }, 60_000);
});

function numberIn(text: string): number {
  const found = /\d+/.exec(text);
  if (!found) throw new Error(`no number in "${text}"`);
  return Number(found[0]);
}
