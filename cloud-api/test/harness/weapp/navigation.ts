import { queryOf } from './address.js';
import type { AppJson, Bundle } from './bundle.js';
import type { Native } from './native.js';
import { Instance, type SetDataStatistics } from './page.js';

const deepestStack = 10;
const customTabBar = 'custom-tab-bar/index';

interface Target {
  url: string;
}

/** The page stack. Tab pages stay alive while others come and go; at most ten pages lie on each other. */
export class Navigation {
  private stack: Instance[] = [];
  private readonly tabs = new Map<string, Instance>();
  private readonly tabBars = new Map<Instance, Instance>();
  private readonly statistics = new Map<string, SetDataStatistics>();

  constructor(
    private readonly appJson: AppJson,
    private readonly bundle: Bundle,
    private readonly native: Native,
  ) {}

  get current(): Instance {
    const page = this.stack.at(-1);
    if (!page) throw new Error('No page is open.');
    return page;
  }

  /** The custom tab bar under the current page, when the mini-program brings one. */
  get tabBar(): Instance | undefined {
    return this.tabBars.get(this.current);
  }

  get routes(): string[] {
    return this.stack.map((page) => page.name);
  }

  get setData(): SetDataStatistics[] {
    return [...this.statistics.values()];
  }

  readonly getCurrentPages = () => this.stack.map((page) => page.exposed);

  launch(url: string): void {
    this.reLaunch({ url });
  }

  /** Fails for an address that leads nowhere. */
  readonly requirePage = (url: string): void => void this.resolve({ url });

  api() {
    const { native } = this;
    return {
      navigateTo: native.asynchronous('navigateTo', (target: Target) => this.navigateTo(target)),
      redirectTo: native.asynchronous('redirectTo', (target: Target) => this.redirectTo(target)),
      reLaunch: native.asynchronous('reLaunch', (target: Target) => this.reLaunch(target)),
      switchTab: native.asynchronous('switchTab', (target: Target) => this.switchTab(target)),
      navigateBack: native.asynchronous('navigateBack', ({ delta = 1 }: { delta?: number }) =>
        this.navigateBack(delta),
      ),
    };
  }

  private navigateTo(target: Target): void {
    const { route } = this.resolve(target);
    if (this.isTab(route)) throw new Error('can not navigateTo a tabbar page');
    if (this.stack.length >= deepestStack) throw new Error('webview count limit exceed');
    this.stack.at(-1)?.call('onHide');
    this.push(target);
  }

  private redirectTo(target: Target): void {
    if (this.isTab(this.resolve(target).route)) throw new Error('can not redirectTo a tabbar page');
    this.unload(this.stack.pop());
    this.push(target);
  }

  private reLaunch(target: Target): void {
    const old = new Set([...this.stack, ...this.tabs.values()]);
    this.stack = [];
    this.tabs.clear();
    for (const page of old) this.unload(page);
    this.push(target);
  }

  private switchTab(target: Target): void {
    const { route } = this.resolve(target);
    if (!this.isTab(route)) throw new Error('can not switch to no-tabBar page');
    while (this.stack.length > 1) this.unload(this.stack.pop());
    const [shown] = this.stack;
    if (shown?.name === route) return;
    if (shown && this.isTab(shown.name)) shown.call('onHide');
    else this.unload(shown);
    this.stack = [];
    const kept = this.tabs.get(route);
    if (!kept) return this.push(target);
    this.stack.push(kept);
    kept.call('onShow');
  }

  private navigateBack(delta: number): void {
    if (this.stack.length === 1) throw new Error('cannot navigate back at first page');
    for (let left = delta; left > 0 && this.stack.length > 1; left -= 1) this.unload(this.stack.pop());
    this.current.call('onShow');
  }

  private push(target: Target): void {
    const { route, query } = this.resolve(target);
    const page = this.create(route, { route, __route__: route, options: query });
    this.stack.push(page);
    if (this.isTab(route)) this.tabs.set(route, page);
    if (this.isTab(route) && this.appJson.tabBar?.custom) this.attachTabBar(page);
    page.call('onLoad', query);
    page.call('onShow');
    this.native.process.later(() => page.call('onReady'));
  }

  private create(name: string, given: Record<string, unknown>): Instance {
    const statistics = this.statistics.get(name) ?? { name, calls: 0, totalBytes: 0, largestBytes: 0 };
    this.statistics.set(name, statistics);
    const page: Instance = new Instance(name, this.bundle.definition(name), this.native.process, statistics, {
      ...given,
      selectComponent: () => null,
      getOpenerEventChannel: () => ({
        on: () => undefined,
        once: () => undefined,
        off: () => undefined,
        emit: () => undefined,
      }),
      getTabBar: () => this.tabBars.get(page)?.exposed ?? null,
    });
    return page;
  }

  private attachTabBar(page: Instance): void {
    const bar = this.create(customTabBar, {});
    this.tabBars.set(page, bar);
    const { attached } = (bar.exposed.lifetimes ?? bar.exposed) as { attached?: () => void };
    this.native.process.run(() => attached?.call(bar.exposed));
    this.native.process.later(() => bar.call('ready'));
  }

  private unload(page: Instance | undefined): void {
    if (!page) return;
    page.call('onUnload');
    this.tabBars.get(page)?.call('detached');
    this.tabBars.delete(page);
    if (this.tabs.get(page.name) === page) this.tabs.delete(page.name);
  }

  private isTab(route: string): boolean {
    return this.appJson.tabBar?.list.some(({ pagePath }) => pagePath === route) ?? false;
  }

  /** A relative address counts from the current page. */
  private resolve({ url }: Target): { route: string; query: Record<string, unknown> } {
    const [address = '', search = ''] = url.split('?');
    const base = `/${this.stack.at(-1)?.name ?? ''}`;
    const route = new URL(address, `http://weapp${base}`).pathname.slice(1);
    const known = [
      ...this.appJson.pages,
      ...(this.appJson.subPackages ?? []).flatMap(({ root, pages }) => pages.map((page) => `${root}/${page}`)),
    ];
    if (!known.includes(route)) throw new Error(`page "${route}" is not found`);
    return { route, query: this.native.realm.bring(queryOf(search)) };
  }
}
