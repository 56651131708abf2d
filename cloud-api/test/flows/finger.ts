import type { CDPSession, Page } from 'playwright-core';
import type { BrowserWindow } from '../harness/browser.js';
import type { DemoPerson } from './demo-people.js';
import type { PadPoint } from './handwriting.js';
import { patienceMs } from './patience.js';

/** A finger on the H5: it taps only what can be seen, and counts. */
export class Finger {
  taps = 0;
  private hand: CDPSession | undefined;

  constructor(private readonly page: Page) {}

  async tap(selector: string): Promise<void> {
    this.taps += 1;
    await this.page.locator(`${selector}:visible`).first().tap({ timeout: patienceMs });
  }

  async sees(selector: string): Promise<string> {
    const found = this.page.locator(`${selector}:visible`).first();
    await found.waitFor({ timeout: patienceMs });
    return (await found.textContent()) ?? '';
  }

  /** Writes on a canvas: the points of each stroke for its size, as touches that the browser itself makes of them. */
  async draw(selector: string, strokesFor: (width: number, height: number) => PadPoint[][]): Promise<void> {
    const canvas = this.page.locator(`${selector}:visible`).first();
    await canvas.waitFor({ timeout: patienceMs });
    await canvas.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    const { x: left, y: top, width, height } = (await canvas.boundingBox())!;
    // Let go of, it would take the browser's switched-off network with it.
    this.hand ??= await this.page.context().newCDPSession(this.page);
    const { hand } = this;
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: PadPoint[]) =>
      hand.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: points.map(({ x, y }) => ({ x: left + x, y: top + y })),
      });
    for (const stroke of strokesFor(width, height)) {
      for (const [index, point] of stroke.entries()) await touch(index === 0 ? 'touchStart' : 'touchMove', [point]);
      await touch('touchEnd', []);
    }
  }

  async gone(selector: string): Promise<void> {
    await this.page.waitForFunction(
      (wanted) => ![...document.querySelectorAll<HTMLElement>(wanted)].some((element) => element.offsetParent !== null),
      selector,
      { timeout: patienceMs },
    );
  }
}

/** Through the demo's chooser and, the first time, the privacy notice; `arrival` is there once the person is in. */
export async function signIn(
  window: BrowserWindow,
  origin: string,
  town: string,
  person: DemoPerson,
  arrival = '#tab-home',
): Promise<Finger> {
  const finger = new Finger(window.page);
  await window.page.goto(origin);
  await finger.tap(`#demo-place-${town}`);
  await finger.tap(`#person-${person.personId}`);
  const asked = window.page.locator('#agree-notice:visible');
  await window.page.locator(`#agree-notice:visible, ${arrival}:visible`).first().waitFor({ timeout: patienceMs });
  if ((await asked.count()) > 0) {
    await finger.tap('#agree-notice');
    await finger.tap('#accept-notice');
  }
  return finger;
}
