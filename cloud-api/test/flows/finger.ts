import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { BrowserWindow } from '../harness/browser.js';
import type { DemoPerson } from './demo-people.js';

export const patienceMs = 15_000;

/** A finger on the H5: it taps only what can be seen, and counts. */
export class Finger {
  taps = 0;

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

  async gone(selector: string): Promise<void> {
    await this.page.waitForFunction(
      (wanted) => ![...document.querySelectorAll<HTMLElement>(wanted)].some((element) => element.offsetParent !== null),
      selector,
      { timeout: patienceMs },
    );
  }
}

/** Through the demo's chooser and, the first time, the privacy notice. */
export async function signIn(window: BrowserWindow, origin: string, town: string, person: DemoPerson): Promise<Finger> {
  const finger = new Finger(window.page);
  await window.page.goto(origin);
  await finger.tap(`#demo-place-${town}`);
  await finger.tap(`#person-${person.personId}`);
  const asked = window.page.locator('#agree-notice:visible');
  await window.page.locator('#agree-notice:visible, #tab-home:visible').first().waitFor({ timeout: patienceMs });
  if ((await asked.count()) > 0) {
    await finger.tap('#agree-notice');
    await finger.tap('#accept-notice');
  }
  return finger;
}

/** Asks until the answer is as wanted, or patience ends. */
export async function expectSoon<T>(read: () => Promise<T>, wanted: T): Promise<void> {
  const until = performance.now() + patienceMs;
  for (;;) {
    const found = await read();
    if (found === wanted || performance.now() > until) {
      expect(found).toBe(wanted);
      return;
    }
    await new Promise((proceed) => setTimeout(proceed, 200));
  }
}
