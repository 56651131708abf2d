import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TestBrowser } from './browser.js';

describe('TestBrowser', () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await TestBrowser.launch();
  });
  afterAll(() => browser.close());

  it('shows a phone with touch and Chinese, and keeps a picture', async () => {
    const phone = await browser.phone();
    await phone.page.setContent('<meta name="viewport" content="width=device-width"><h1>无诈网格</h1>');
    const seen = await phone.page.evaluate(
      '[innerWidth, devicePixelRatio, navigator.maxTouchPoints > 0, navigator.language]',
    );
    expect(seen).toEqual([375, 2, true, 'zh-CN']);
    const picture = readFileSync(await phone.screenshot('harness-phone'));
    expect(picture.subarray(1, 4).toString()).toBe('PNG');
    await phone.close();
  });

  it('fails a flow in which the page reported an error', async () => {
    const office = await browser.office();
    await office.page.setContent('<script>console.error("broken"); throw new Error("thrown")</script>');
    await expect(office.close()).rejects.toThrow(/console: broken[^]*page error: Error: thrown/);
  });

  it('accepts a console error that the step announced', async () => {
    const office = await browser.office();
    office.expectConsoleError(/ERR_INTERNET_DISCONNECTED/);
    await office.page.setContent('<script>console.error("net::ERR_INTERNET_DISCONNECTED")</script>');
    await office.close();
  });
});
