import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ApiProcess } from '../harness/api-process.js';
import { type BrowserWindow, TestBrowser } from '../harness/browser.js';
import { ApiView, type DemoPerson, demoPerson } from './demo-people.js';
import { type Finger, signIn } from './finger.js';
import { expectSoon, patienceMs } from './patience.js';

interface Duplicates {
  items: { doors: { id: string; label: string }[] }[];
  next: string | null;
}

describe('the office at a PC', () => {
  let api: ApiProcess;
  let browser: TestBrowser;
  let office: DemoPerson;
  let worker: DemoPerson;
  let view: ApiView;
  let window: BrowserWindow;
  let finger: Finger;

  beforeAll(async () => {
    api = await ApiProcess.start({ env: { DEMO: 'on' } });
    browser = await TestBrowser.launch();
    office = await demoPerson(api.origin, '蟒河镇', 'township_office', '蟒河镇');
    worker = await demoPerson(api.origin, '蟒河镇', 'grid_worker', '第二网格');
    view = await ApiView.of(api.origin, office);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await api.stop();
  });
  beforeEach(async () => {
    window = await browser.office({ hasTouch: true });
    finger = await signIn(window, api.origin, '蟒河镇', office);
  }, 60_000);

  /** A field of Taro's wraps the one that is typed into. */
  const type = (id: string, text: string) =>
    window.page.locator(`#${id} input:visible`).first().fill(text, { timeout: patienceMs });
  const choose = (id: string, label: string) =>
    window.page.locator(`select#${id}:visible`).first().selectOption({ label }, { timeout: patienceMs });

  it('finds a person and sees how many doors are theirs', async () => {
    await finger.tap('#office-people');
    await type('search', worker.name);
    await finger.tap(`#row-${worker.personId}`);
    expect(await finger.sees('.panes-pane')).toContain('名下的户');
    await window.screenshot('office-1-people');
    await window.close();
  }, 60_000);

  it('gives doors to a worker, one by one', async () => {
    const { items } = await view.get<{ items: { id: number; name: string }[] }>('/regions?parentId=' + (await home()));
    const village = items.find(({ name }) => name === '台头村')!;
    await finger.tap('#office-assignment');
    await choose('place-village', '台头村');
    await choose('whose-filter', '全部');
    const boxes = window.page.locator('[id^=select-]:visible:not(#select-all)');
    await boxes.nth(1).waitFor({ timeout: patienceMs });
    const doorIds: string[] = [];
    for (const place of [0, 1]) {
      const id = await boxes.nth(place).getAttribute('id');
      doorIds.push(id!.replace('select-', ''));
      await finger.tap(`#${id}`);
    }
    await type('find-worker', worker.name);
    await finger.tap(`#worker-${worker.personId}`);
    await window.screenshot('office-2-assignment');
    await finger.tap('#assign');
    const theirs = async () => {
      const doors = await view.get<{ items: { id: string; assignedTo: string[] }[] }>(
        `/doors?regionId=${village.id}&limit=200`,
      );
      return doors.items.filter(({ id, assignedTo }) => doorIds.includes(id) && assignedTo.includes(worker.name))
        .length;
    };
    await expectSoon(theirs, 2);
    await window.close();
  }, 60_000);

  it('gives the doors that a drawn line goes round', async () => {
    await finger.tap('#office-assignment');
    await choose('place-village', '台头村');
    await finger.tap('#assign-area');
    await finger.sees('#plot');
    const box = (await window.page.locator('#plot').boundingBox())!;
    for (const [x, y] of [
      [0.02, 0.02],
      [0.98, 0.02],
      [0.98, 0.98],
      [0.02, 0.98],
    ] as const)
      await window.page.mouse.click(box.x + box.width * x, box.y + box.height * y);
    await finger.tap(`#worker-${worker.personId}`);
    await window.screenshot('office-3-area');
    expect(await finger.sees('#assign')).toMatch(new RegExp(`^\\d+ 户分给${worker.name}$`));
    await window.close();
  }, 60_000);

  it('makes one of a household that was written down twice', async () => {
    const [twins] = await pairs();
    const { id, label } = twins!.doors[0]!;
    await finger.tap('#office-duplicates');
    const card = `#pair-${id}`;
    expect(await finger.sees(card)).toContain('电话相同');
    await window.screenshot('office-4-duplicates');
    await finger.tap(`${card} #begin-merge`);
    await finger.tap(`${card} #merge`);
    await finger.tap(`${card} #merge-sure`);
    await expectSoon(async () => (await pairs()).some(({ doors }) => doors.some((door) => door.id === id)), false);
    await finger.tap('#merged');
    expect(await finger.sees('[id^=link-]')).toContain(`${label} 并入本户`);
    await window.screenshot('office-5-merged');
    await window.close();
  }, 60_000);

  it('goes down from the township to a grid by keyboard, and back', async () => {
    await finger.tap('#tab-progress');
    await finger.sees('#coverage-rate');
    const { page } = window;
    const { keyboard } = page;
    const rows = page.locator('.data-table-body .data-row:visible');
    await rows.first().waitFor({ timeout: patienceMs });
    await rows.first().focus();
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    const second = page.locator('.data-row.open:visible .table-link');
    const village = await second.textContent({ timeout: patienceMs });
    expect(await finger.sees('.panes-pane')).toContain(`${village} · 没走到的`);
    await second.focus();
    await keyboard.press('Enter');
    await page.locator('.nav-title:visible', { hasText: village! }).first().waitFor({ timeout: patienceMs });
    await window.screenshot('office-6-village');
    await page.locator('#up-region:visible').first().focus();
    await keyboard.press('Enter');
    await page.locator('.nav-title:visible', { hasText: '蟒河镇' }).first().waitFor({ timeout: patienceMs });
    await window.close();
  }, 60_000);

  it('finds a door by pinyin from the board, and orders its lists there', async () => {
    await finger.tap('#tab-progress');
    await finger.sees('#coverage-rate');
    await type('search', 'wang');
    const found = window.page.locator('.panes-pane [id^=door-]:visible', { hasText: '王' });
    await found.first().waitFor({ timeout: patienceMs });
    await finger.tap('#order-progress_table');
    const kind = window.page.locator('#export-kind-progress_table:visible').first();
    await kind.waitFor({ timeout: patienceMs });
    expect(await kind.getAttribute('aria-checked')).toBe('true');
    await window.screenshot('office-7-exports');
    await window.close();
  }, 60_000);

  async function home(): Promise<number> {
    return (await view.get<{ homeRegionId: number }>('/me')).homeRegionId;
  }

  async function pairs(): Promise<Duplicates['items']> {
    const found: Duplicates['items'] = [];
    let next: string | null = '';
    do {
      const page: Duplicates = await view.get(`/duplicates${next ? `?after=${encodeURIComponent(next)}` : ''}`);
      found.push(...page.items);
      next = page.next;
    } while (next !== null);
    return found;
  }
});
