import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';
import { findChromium } from './executables.js';
import { artifacts } from './paths.js';

const quietAndOffline = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const chinese: BrowserContextOptions = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai' };
const phoneSize = { width: 375, height: 812 };
const officeSize = { width: 1280, height: 800 };

/** One window: its page, and everything that went wrong in it. */
export class BrowserWindow {
  /** Page errors and console errors, in the order they came. */
  readonly troubles: string[] = [];

  constructor(
    readonly context: BrowserContext,
    readonly page: Page,
  ) {
    page.on('pageerror', (error) => this.troubles.push(`page error: ${error.stack ?? error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error' && !this.isExpected(message.text()))
        this.troubles.push(`console: ${message.text()}`);
    });
  }

  /** Console errors that a step causes on purpose: Chromium reports each refused or failed request there. */
  private readonly expected: RegExp[] = [];
  expectConsoleError(pattern: RegExp): void {
    this.expected.push(pattern);
  }

  /** Keeps a picture to look at; files are numbered by the caller's name only, so a later run replaces them. */
  async screenshot(name: string): Promise<string> {
    const folder = path.join(artifacts, 'screens');
    mkdirSync(folder, { recursive: true });
    const file = path.join(folder, `${name}.png`);
    await this.page.screenshot({ path: file });
    return file;
  }

  /** Closes the window; fails when anything went wrong in it. */
  async close(): Promise<void> {
    await this.context.close();
    if (this.troubles.length > 0) throw new Error(`The browser reported:\n${this.troubles.join('\n')}`);
  }

  private isExpected(text: string): boolean {
    return this.expected.some((pattern) => pattern.test(text));
  }
}

export class TestBrowser {
  private constructor(private readonly browser: Browser) {}

  static async launch(): Promise<TestBrowser> {
    const executablePath = findChromium();
    if (!executablePath) throw new Error('Chromium is not installed: the package is chromium.');
    return new TestBrowser(await chromium.launch({ executablePath, args: quietAndOffline }));
  }

  /** A phone in the hand of a grid worker. */
  phone(options: BrowserContextOptions = {}): Promise<BrowserWindow> {
    return this.open({
      ...chinese,
      viewport: phoneSize,
      deviceScaleFactor: 2,
      isMobile: true,
      hasTouch: true,
      ...options,
    });
  }

  /** The PC of an office. */
  office(options: BrowserContextOptions = {}): Promise<BrowserWindow> {
    return this.open({ ...chinese, viewport: officeSize, ...options });
  }

  async close(): Promise<void> {
    await this.browser.close();
  }

  private async open(options: BrowserContextOptions): Promise<BrowserWindow> {
    const context = await this.browser.newContext(options);
    return new BrowserWindow(context, await context.newPage());
  }
}
