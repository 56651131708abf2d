import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import libsql from 'libsql';
import type { Download } from 'playwright-core';
import { runCommand } from '../commands/run-command.js';
import { ApiProcess } from '../harness/api-process.js';
import { type BrowserWindow, TestBrowser } from '../harness/browser.js';
import { freePort } from '../harness/mariadb.js';
import { noteMeasure } from '../harness/measures.js';
import { PdfFile, qrOnPicture } from '../harness/pdf.js';
import { ApiView, type DemoPerson, demoPerson } from './demo-people.js';
import { type Finger, signIn } from './finger.js';
import { handwriting } from './handwriting.js';
import { expectSoon, patienceMs } from './patience.js';

interface Coverage {
  totals: { covered: number; papers: { owed: number; both: number } };
}
interface OwnPapers {
  doorId: string;
  owed: { signed: boolean }[];
}
interface Signature {
  signerName: string;
  sealedAt: number | null;
}
interface Rounds {
  items: { id: string; regionName: string; closedAt: number | null }[];
}
interface Letter {
  id: string;
  roundId: string;
  state: string;
}

const town = '蟒河镇';
const offline = /net::ERR_INTERNET_DISCONNECTED|Failed to load resource/;

describe('papers in a browser', () => {
  let api: ApiProcess;
  let browser: TestBrowser;
  let worker: DemoPerson;
  let head: DemoPerson;
  let workerView: ApiView;

  beforeAll(async () => {
    // QR codes lead to the address that people use, so the server has to know its port.
    api = await ApiProcess.start({ env: { DEMO: 'on' }, port: await freePort() });
    browser = await TestBrowser.launch();
    worker = await demoPerson(api.origin, town, 'grid_worker', '第三网格');
    head = await demoPerson(api.origin, town, 'village_head', '台头村');
    workerView = await ApiView.of(api.origin, worker);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await api.stop();
  });

  it('two are signed with the network cut, sealed and certified; one changed byte is found by everybody who looks', async () => {
    const headView = await ApiView.of(api.origin, head);
    const { homeRegionId } = await headView.get<{ homeRegionId: number }>('/me');
    const bothSigned = async () =>
      (await headView.get<Coverage>(`/coverage?regionId=${homeRegionId}`)).totals.papers.both;
    const before = await bothSigned();
    const window = await browser.phone();
    window.expectConsoleError(offline);
    const finger = await signIn(window, api.origin, town, worker);
    await keepsPapers(window);

    await window.context.setOffline(true);
    await finger.tap('#start-visit');
    await finger.tap('#outcome-met');
    await finger.tap('[id^=resident-]');
    await finger.tap('#next');
    await finger.tap('#pick-fake_rebate');
    await finger.tap('#face-to-face');
    await finger.tap('#next');
    await finger.tap('#next');
    await finger.tap('#finish');
    await window.screenshot('papers-1-after-the-visit');
    const begun = { taps: finger.taps, at: performance.now() };
    await finger.tap('#sign-papers');
    await finger.tap('[id^=signer-]');
    await readAndSign(window, finger, 2);
    const seconds = (performance.now() - begun.at) / 1000;
    noteMeasure(`two papers signed: ${finger.taps - begun.taps} taps, ${seconds.toFixed(1)} s by a machine's finger`);
    expect(await finger.sees('#signed + *')).toContain('待同步');
    await window.screenshot('papers-5-signed-offline');
    await window.page.getByText('回到这一户').tap();
    expect(await finger.sees('#door-papers')).toMatch(/都签了.*待同步.*待同步/);
    await window.screenshot('papers-6-door-offline');
    expect(await bothSigned()).toBe(before);

    await window.context.setOffline(false);
    await expectSoon(async () => (await finger.sees('#door-papers')).match(/✓ 已签/g)?.length, 2);
    await expectSoon(bothSigned, before + 1);
    await finger.tap('[id="paper-pledge.resident"]');
    await finger.sees('#checks');
    const id = new URL(window.page.url()).hash.split('id=')[1]!;
    await expectSoon(async () => (await workerView.get<Signature>(`/signatures/${id}`)).sealedAt !== null, true);
    const { signerName } = await workerView.get<Signature>(`/signatures/${id}`);
    await window.screenshot('papers-7-signature');
    const [download] = await Promise.all([window.page.waitForEvent('download'), finger.tap('#certificate')]);
    const address = await addressOn(download, signerName);
    await window.close();

    const anybody = await browser.phone();
    await anybody.page.goto(address);
    const page = async () => (await anybody.page.locator('body').textContent())!;
    expect(await page()).toContain('签名有效');
    expect(await page()).not.toContain(signerName);
    await anybody.screenshot('papers-8-valid');
    expect(await verify()).toEqual({ code: 0, named: [] });
    changeOneByte(id);
    await anybody.page.reload();
    expect(await page()).toContain('不可信');
    await anybody.screenshot('papers-9-not-valid');
    expect(await verify()).toEqual({ code: 1, named: [id] });
    await anybody.close();
  }, 120_000);

  it('a villager scans the code at the door, and signs on his own phone', async () => {
    const villager = await demoPerson(api.origin, town, null, '第三网格');
    const own = await ApiView.of(api.origin, villager);
    const left = async () => (await own.get<OwnPapers>('/me/papers')).owed.filter(({ signed }) => !signed).length;
    const { doorId } = await own.get<OwnPapers>('/me/papers');
    const count = await left();
    expect(count).toBeGreaterThan(0);
    const door = await browser.phone();
    const workers = await signIn(door, api.origin, town, worker);
    await workers.sees('#remaining');
    await door.page.goto(`${api.origin}/#/packages/visit/door/index?id=${doorId}`);
    await workers.tap('#show-code');
    await workers.tap('#make-code');
    const address = await scanned(door);
    await door.screenshot('papers-10-code');

    const phone = await browser.phone();
    const finger = await signIn(phone, address, town, villager, '#go-sign');
    await phone.screenshot('papers-11-scanned');
    await finger.tap('#go-sign');
    await readAndSign(phone, finger, count);
    await phone.screenshot('papers-12-signed-by-oneself');
    await expectSoon(left, 0);
    await phone.close();

    await door.page.goto(`${api.origin}/#/packages/visit/door/index?id=${doorId}`);
    await door.page.reload();
    await expectSoon(async () => (await workers.sees('#door-papers')).includes('都签了'), true);
    await door.screenshot('papers-13-door');
    await door.close();
  }, 120_000);

  it('the board shows signed next to visited', async () => {
    const headView = await ApiView.of(api.origin, head);
    const { homeRegionId } = await headView.get<{ homeRegionId: number }>('/me');
    const { totals } = await headView.get<Coverage>(`/coverage?regionId=${homeRegionId}`);
    const window = await browser.phone();
    const finger = await signIn(window, api.origin, town, head);
    await finger.tap('#tab-progress');
    expect(await finger.sees('#coverage-count')).toContain(`已入户 ${totals.covered} /`);
    const { both, owed } = totals.papers;
    expect(await finger.sees('#signed-count')).toContain(`两书已签 ${both} / ${owed} 户`);
    await window.screenshot('papers-14-board');
    await window.close();
  }, 60_000);

  it('a 责任书 goes down the village chain: head, chief, worker, each after the one above', async () => {
    const place = '乔木乡';
    const office = await demoPerson(api.origin, place, 'township_office', place);
    const chain = [
      await demoPerson(api.origin, place, 'village_head', '金山村'),
      await demoPerson(api.origin, place, 'grid_chief', '金山村'),
      await demoPerson(api.origin, place, 'grid_worker', '第一网格'),
    ];
    await endRoundOf('金山村', office);
    const board = await browser.office({ hasTouch: true });
    const desk = await signIn(board, api.origin, place, office);
    await desk.tap('#office-letters');
    await desk.tap('#start-round');
    const village = board.page.locator('select#place-village:visible').first();
    await village.selectOption({ label: '金山村' }, { timeout: patienceMs });
    await board.page.locator('#round-due:visible').first().fill(today(), { timeout: patienceMs });
    await desk.tap('#save-round');
    await desk.sees('#letter-due');
    const roundId = new URL(board.page.url()).hash.split('id=')[1]!;
    await board.screenshot('papers-15-round');

    for (const [index, signer] of chain.entries()) {
      const below = chain[index + 1];
      if (below) expect((await letterOf(below, roundId)).state).toBe('waiting');
      const { id } = await letterOf(signer, roundId);
      const phone = await browser.phone();
      const finger = await signIn(phone, api.origin, place, signer);
      await finger.tap('#tab-mine');
      await finger.tap('#my-papers');
      await finger.tap(`#sign-letter-${id}`);
      await finger.tap('#agree-paper');
      await finger.draw('#signature-pad', handwriting);
      await finger.tap('#confirm-sign');
      await finger.sees('#signed');
      await phone.screenshot(`papers-16-letter-${index + 1}`);
      await expectSoon(async () => (await letterOf(signer, roundId)).state, 'signed');
      await phone.close();
      await board.page.reload();
      expect(await desk.sees('#letter-signed')).toBe(`已签 ${index + 1}`);
    }
    await board.screenshot('papers-17-progress');
    await board.close();
  }, 120_000);

  /** The demo has sent its 责任书 already; the next round begins when that one has ended. */
  async function endRoundOf(village: string, office: DemoPerson): Promise<void> {
    const view = await ApiView.of(api.origin, office);
    const { homeRegionId } = await view.get<{ homeRegionId: number }>('/me');
    const { items } = await view.get<Rounds>(`/letter-rounds?regionId=${homeRegionId}`);
    const under = items.filter(({ regionName, closedAt }) => regionName.includes(village) && closedAt === null);
    for (const { id } of under) await view.post(`/letter-rounds/${id}/close`, {});
  }

  async function letterOf(person: DemoPerson, roundId: string): Promise<Letter> {
    const view = await ApiView.of(api.origin, person);
    const { items } = await view.get<{ items: Letter[] }>('/me/letters');
    return items.find((letter) => letter.roundId === roundId)!;
  }

  /** A worker has to have been online once: then the texts are on the phone. */
  async function keepsPapers({ page }: BrowserWindow): Promise<void> {
    await page.waitForFunction(() => Object.values(localStorage).some((kept) => kept.includes('dataNotice')), null, {
      timeout: patienceMs,
    });
  }

  async function readAndSign(window: BrowserWindow, finger: Finger, papers: number): Promise<void> {
    await finger.tap('#start-reading');
    await finger.sees('#document-text');
    await window.screenshot(`papers-2-reading-${papers}`);
    for (let paper = 0; paper < papers; paper += 1) await finger.tap('#agree-paper');
    await finger.sees('#signature-pad');
    await window.screenshot('papers-3-pad');
    await finger.draw('#signature-pad', handwriting);
    await window.screenshot('papers-4-drawn');
    await finger.tap('#confirm-sign');
    await finger.sees('#signed');
  }

  /** What a camera that is held before the code reads, once the picture has come. */
  async function scanned({ page }: BrowserWindow): Promise<string> {
    const picture = page.locator('#code-picture:visible').first();
    let address: string | null = null;
    const read = async () => (address = await qrOnPicture(await picture.screenshot({ timeout: patienceMs })));
    await expectSoon(async () => (await read()) !== null, true);
    return address!;
  }

  /** The downloaded certificate as other programs see it; answers the address that its QR code holds. */
  async function addressOn(download: Download, signerName: string): Promise<string> {
    const file = await PdfFile.open(await readFile(await download.path()));
    const text = (await file.text()).replace(/\s/g, '');
    for (const said of [signerName, town, worker.name, '防范电信网络诈骗承诺书']) expect(text).toContain(said);
    expect(await file.signature()).toContain('Signature is Valid');
    const address = await qrOnPicture((await file.pages()).at(-1)!);
    await file.close();
    return address!;
  }

  function changeOneByte(signatureId: string): void {
    const database = new libsql(path.join(api.dataDirectory, 'wuzha-grid.sqlite'));
    database.pragma('busy_timeout = 10000');
    database
      .prepare(
        `UPDATE signatures
            SET signature = (CASE substr(signature, 1, 1) WHEN 'A' THEN 'B' ELSE 'A' END) || substr(signature, 2)
          WHERE id = ?`,
      )
      .run(signatureId);
    database.close();
  }

  /** What `npm run verify` says: the records that are broken. */
  async function verify(): Promise<{ code: number; named: string[] }> {
    const { code, stdout } = await runCommand({ dataDirectory: api.dataDirectory, url: '' }, 'verify-log', []);
    return { code, named: [...stdout.matchAll(/^signature {2}signature_\w+ {2}(\S+)$/gm)].map(([, id]) => id!) };
  }
});

function today(): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(Date.now());
}
