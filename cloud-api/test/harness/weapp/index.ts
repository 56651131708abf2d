import { Bundle, readAppJson } from './bundle.js';
import { fromCard, fromList, type CardOpening, type Entrance } from './entrance.js';
import { Native, type NativeCall } from './native.js';
import { Navigation } from './navigation.js';
import type { SetDataStatistics } from './page.js';
import { Phone } from './phone.js';
import { Realm } from './realm.js';
import { ScriptProcess } from './script-process.js';
import { Sharing, type Card } from './sharing.js';
import { readTemplates } from './templates.js';
import { Tree } from './tree.js';
import { User } from './user.js';
import { canvasApi } from './wx/canvas.js';
import { chatsApi } from './wx/chats.js';
import { deviceApi } from './wx/device.js';
import { filesApi, temporaryPath } from './wx/files.js';
import { networkApi } from './wx/network.js';
import { screenApi } from './wx/screen.js';
import { Speaker } from './wx/sound.js';
import { storageApi } from './wx/storage.js';

export { Phone, type PhoneOptions } from './phone.js';
export { wechatOf, type WechatPerson } from './wechat.js';
export type { CardOpening } from './entrance.js';
export type { Card } from './sharing.js';
export { packageSizes } from './package-sizes.js';
export { testPhoto } from './test-photo.js';

export interface WeappOptions {
  /** The folder of the built mini-program. */
  bundle: string;
  /** Where the API under test listens. */
  apiOrigin: string;
  /** Give the phone of an earlier launch to go on with what it kept. */
  phone?: Phone;
  /** Opens another page than the first. */
  url?: string;
  /** Opens the page of a card in a chat. */
  card?: CardOpening;
}

/** Where webpack keeps its list of chunks; asked for before it is there. */
const ownedByTheBundle = 'webpackJsonp';

/** A built mini-program running headless: one process of it on one phone. */
export class Weapp {
  readonly phone: Phone;
  readonly user: User;
  readonly tree: Tree;
  /** Members of `wx` that the script asked for and this harness does not know. */
  readonly unknown = new Set<string>();
  /** What the script wrote to the console as an error. */
  readonly complaints: string[] = [];
  readonly speaker = new Speaker();
  private readonly process = new ScriptProcess();
  private readonly native: Native;
  private readonly navigation: Navigation;
  private readonly lifecycle = new Map<string, Set<(detail: unknown) => void>>();
  private readonly sharing: Sharing;
  private entrance: Entrance;
  private app: Record<string, unknown> = {};

  static launch(options: WeappOptions): Weapp {
    return new Weapp(options);
  }

  private constructor({ bundle: folder, apiOrigin, phone = new Phone(), url, card }: WeappOptions) {
    this.phone = phone;
    forgetTemporaryFiles(phone);
    const appJson = readAppJson(folder);
    this.entrance = card ? fromCard(card) : fromList(url ?? `/${appJson.pages[0]}`);
    const bundle = new Bundle(folder, () => realm);
    const wx: Record<string, unknown> = { cloud: {} };
    const realm: Realm = new Realm({
      ...bundle.registration,
      ...this.globals(),
      wx: this.watched(wx),
      __wxConfig: { ...appJson, envVersion: 'release' },
    });
    this.native = new Native(realm, this.process, phone);
    this.navigation = new Navigation(appJson, bundle, this.native);
    const { requirePage } = this.navigation;
    this.sharing = new Sharing({ folder, appJson, page: () => this.navigation.current, requirePage });
    Object.assign(
      wx,
      storageApi(this.native),
      networkApi(this.native, apiOrigin),
      filesApi(this.native),
      deviceApi(this.native, this.entrance.options),
      chatsApi(this.native, () => this.entrance),
      screenApi(this.native, (id) => this.isCanvas(id)),
      canvasApi(this.native),
      this.sharing.api(this.native),
      this.speaker.api(this.native),
      this.navigation.api(),
      this.lifecycleApi(),
    );
    const instances = () =>
      [this.navigation.current, this.navigation.tabBar].filter((instance) => instance !== undefined);
    this.tree = new Tree(() => instances().map(({ root }) => root), readTemplates(folder));
    this.user = new User(this.tree, instances, this.process, phone, (target) => this.sharing.fromButton(target));
    this.start(bundle);
  }

  /** The route of the page on top. */
  get route(): string {
    return this.navigation.current.name;
  }

  get routes(): string[] {
    return this.navigation.routes;
  }

  /** How many bytes each page and component sent to its screen. */
  get setData(): SetDataStatistics[] {
    return this.navigation.setData;
  }

  calls(name: string): NativeCall[] {
    return this.native.calls.filter((call) => call.name === name);
  }

  /** The finger on the native tab bar, and other ways to move that no node of the page stands for. */
  async open(method: 'switchTab' | 'navigateTo' | 'navigateBack' | 'reLaunch', url = ''): Promise<void> {
    const move = this.navigation.api()[method] as (options: { url: string }) => Promise<unknown>;
    await move({ url }).catch((failure: { errMsg: string }) => {
      throw new Error(failure.errMsg);
    });
  }

  /** Taps the button for passing the page on, or WeChat's own menu, and chooses a chat: the card that lies there now. */
  async share(button?: string): Promise<Card> {
    if (button === undefined) return this.sharing.fromMenu();
    const before = this.sharing.cards.length;
    await this.user.tap(button);
    const [card] = this.sharing.cards.slice(before);
    if (!card) throw new Error(`${button} passes nothing on.`);
    return card;
  }

  /** The person goes to a chat and taps a card there: WeChat closes every page and opens the card's. */
  openCard(card: CardOpening): void {
    this.hide();
    this.enter(fromCard(card));
    this.navigation.launch(card.path);
  }

  pullDown(): void {
    this.navigation.current.call('onPullDownRefresh');
  }

  reachBottom(): void {
    this.navigation.current.call('onReachBottom');
  }

  /** The person goes to another app, and comes back. */
  hide(): void {
    this.navigation.current.call('onHide');
    this.announce('Hide', {});
  }

  show(): void {
    this.enter(fromList(`/${this.route}`));
    this.navigation.current.call('onShow');
  }

  /** The system kills the process: no goodbye, nothing of it runs on. The phone keeps what it stored. */
  kill(): void {
    this.process.kill();
    this.native.letGo();
  }

  /** Ends it, and fails when the script threw, complained or used a part of WeChat that this harness does not know. */
  close(): void {
    this.kill();
    const troubles = [
      ...this.process.errors.map((error) => `uncaught: ${error}`),
      ...this.complaints.map((complaint) => `console: ${complaint}`),
      ...[...this.unknown].map((name) => `unknown: wx.${name}`),
    ];
    if (troubles.length > 0) throw new Error(`The mini-program had troubles:\n${troubles.join('\n')}`);
  }

  private isCanvas(id: string): boolean {
    const node = this.tree.find(`#${id}`);
    return node !== undefined && this.tree.template(node)?.tag === 'canvas';
  }

  private start(bundle: Bundle): void {
    bundle.loadApp();
    this.app = { ...bundle.app };
    for (const [key, member] of Object.entries(this.app)) {
      if (typeof member === 'function') this.app[key] = (member as (...values: unknown[]) => unknown).bind(this.app);
    }
    const options = this.native.realm.bring(this.entrance.options);
    this.callApp('onLaunch', options);
    this.callApp('onShow', options);
    this.navigation.launch(this.entrance.url);
  }

  private globals(): Record<string, unknown> {
    const { setTimeout, setInterval, clear } = this.process;
    const complain = (...parts: unknown[]) => this.complaints.push(parts.map(String).join(' '));
    const quiet = () => undefined;
    return {
      console: { log: quiet, info: quiet, debug: quiet, warn: quiet, error: complain, group: quiet, groupEnd: quiet },
      setTimeout,
      setInterval,
      clearTimeout: clear,
      clearInterval: clear,
      getApp: () => this.app,
      getCurrentPages: () => this.navigation.getCurrentPages(),
      requirePlugin: () => ({}),
      global: {},
    };
  }

  private watched(wx: Record<string, unknown>): Record<string, unknown> {
    return new Proxy(wx, {
      get: (target, name) => {
        if (!(name in target) && typeof name === 'string' && name !== ownedByTheBundle) this.unknown.add(name);
        return Reflect.get(target, name) as unknown;
      },
    });
  }

  /** `wx.onAppShow` and its like: listeners that a test can set off through `show` and `hide`. */
  private lifecycleApi(): Record<string, unknown> {
    const events = [
      'AppShow',
      'AppHide',
      'MemoryWarning',
      'Error',
      'UnhandledRejection',
      'PageNotFound',
      'ThemeChange',
      'WindowResize',
    ];
    return Object.fromEntries(
      events.flatMap((event): [string, unknown][] => {
        const listeners = new Set<(detail: unknown) => void>();
        this.lifecycle.set(event, listeners);
        return [
          [`on${event}`, (listener: (detail: unknown) => void) => void listeners.add(listener)],
          [
            `off${event}`,
            (listener?: (detail: unknown) => void) => (listener ? void listeners.delete(listener) : listeners.clear()),
          ],
        ];
      }),
    );
  }

  private enter(entrance: Entrance): void {
    this.entrance = entrance;
    this.announce('Show', entrance.options);
  }

  private announce(change: 'Show' | 'Hide', options: object): void {
    const detail = this.native.realm.bring(options);
    this.callApp(`on${change}`, detail);
    for (const listener of this.lifecycle.get(`App${change}`) ?? []) this.process.run(() => listener(detail));
  }

  private callApp(name: string, detail: unknown): void {
    const member = this.app[name];
    if (typeof member === 'function') this.process.run(() => (member as (value: unknown) => void)(detail));
  }
}

/** WeChat promises temporary files for one launch only. */
function forgetTemporaryFiles({ files }: Phone): void {
  for (const name of files.keys()) if (name.startsWith(temporaryPath)) files.delete(name);
}
