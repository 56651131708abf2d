import type { Instance } from './page.js';
import type { Phone } from './phone.js';
import type { ScriptProcess } from './script-process.js';
import type { Tree, WeappNode } from './tree.js';

export interface Point {
  x: number;
  y: number;
}

type Target = string | WeappNode;

const bubbling = new Set(['tap', 'longpress', 'longtap', 'touchstart', 'touchmove', 'touchend', 'touchcancel']);
const patienceMs = 5_000;
const pollMs = 10;
/** Nobody taps again before the screen has answered. */
const lookMs = 60;

/** What fingers and eyes do. Each gesture waits until its target is there, and fails where nobody could do it. */
export class User {
  constructor(
    private readonly tree: Tree,
    private readonly owners: () => Instance[],
    private readonly process: ScriptProcess,
    private readonly phone: Phone,
    private readonly share: (target: object) => void,
  ) {}

  /** Waits until the condition holds and answers its value. */
  async until<T>(condition: () => T, what = condition.toString(), withinMs = patienceMs): Promise<NonNullable<T>> {
    const deadline = Date.now() + withinMs;
    for (;;) {
      const value = condition();
      if (value) return value;
      if (Date.now() > deadline) throw new Error(`Waited ${withinMs} ms in vain for: ${what}\n${this.screen()}`);
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
  }

  async see(words: string, withinMs?: number): Promise<void> {
    await this.until(() => this.tree.text().includes(words), `the words "${words}"`, withinMs);
  }

  /** Taps, and goes on into the dialog that WeChat itself opens for some buttons. */
  async tap(target: Target): Promise<void> {
    const node = await this.tapped(target);
    const openType = this.tree.property(node, 'open-type');
    if (openType === 'getPhoneNumber') this.fire(node, 'getphonenumber', await this.phoneNumberAnswer());
    if (openType === 'share') this.share(identity(node));
    if (openType === 'agreePrivacyAuthorization') this.fire(node, 'agreeprivacyauthorization');
    await new Promise((resolve) => setTimeout(resolve, lookMs));
  }

  /** A finger waits a moment for a button to wake up, as people do. */
  private async tapped(target: Target): Promise<WeappNode> {
    const deadline = Date.now() + patienceMs;
    for (;;) {
      const node = await this.usable(target);
      if (this.fire(node, 'tap')) return node;
      if (Date.now() > deadline) throw new Error(`Nothing listens to a tap on ${describe(target)}.\n${this.screen()}`);
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
  }

  async fill(target: Target, value: string): Promise<void> {
    const node = await this.usable(target);
    this.fire(node, 'focus', { value: '' });
    this.require(node, 'input', { value, cursor: value.length }, target);
    this.fire(node, 'blur', { value });
  }

  /** Chooses in a picker, a radio group or a checkbox group. */
  async choose(target: Target, value: string | number | string[] | number[]): Promise<void> {
    this.require(await this.usable(target), 'change', { value }, target);
  }

  async toggle(target: Target, value: boolean): Promise<void> {
    this.require(await this.usable(target), 'change', { value }, target);
  }

  /** Puts a finger down, moves it along the points and lifts it. */
  async stroke(target: Target, points: Point[]): Promise<void> {
    const node = await this.usable(target);
    const touch = ({ x, y }: Point) => ({ identifier: 0, x, y, pageX: x, pageY: y, clientX: x, clientY: y });
    points.forEach((point, index) => this.fire(node, index === 0 ? 'touchstart' : 'touchmove', {}, [touch(point)]));
    this.fire(node, 'touchend', {}, points.slice(-1).map(touch));
  }

  /** Any other event, on the node and, where WeChat lets it bubble, on its ancestors. Tells whether somebody listened. */
  fire(node: WeappNode, type: string, detail: object = {}, touches: object[] = []): boolean {
    const travel = () => this.travel(node, type, detail, touches);
    return type === 'tap' ? this.process.duringTap(travel) : travel();
  }

  private travel(node: WeappNode, type: string, detail: object, touches: object[]): boolean {
    const path = bubbling.has(type) ? this.tree.pathTo(node) : [node];
    const timeStamp = Date.now();
    let heard = false;
    for (const element of path) {
      const handler = this.tree.template(element)?.events.get(type);
      if (!handler) continue;
      heard = true;
      this.dispatch({
        type,
        timeStamp,
        detail,
        touches,
        changedTouches: touches,
        mark: {},
        target: identity(node),
        currentTarget: identity(element),
      });
      if (handler === 'catch') break;
    }
    return heard;
  }

  screen(): string {
    const errors = this.process.errors.length > 0 ? `\nUncaught errors:\n${this.process.errors.join('\n')}` : '';
    return `The screen of ${this.owners()[0]?.name}:\n${this.tree.dump()}${errors}`;
  }

  private async usable(target: Target): Promise<WeappNode> {
    const node = typeof target === 'string' ? await this.until(() => this.tree.find(target), target) : target;
    if (this.tree.property(node, 'disabled')) throw new Error(`${describe(target)} is disabled.\n${this.screen()}`);
    return node;
  }

  private require(node: WeappNode, type: string, detail: object, target: Target): void {
    if (!this.fire(node, type, detail))
      throw new Error(`Nothing listens to "${type}" on ${describe(target)}.\n${this.screen()}`);
  }

  /** The node lives in the page or in a custom tab bar; each has its own event handler. */
  private dispatch(event: object): void {
    const owner = this.owners().find((instance) => instance.listens('eh'));
    owner?.call('eh', event);
  }

  private async phoneNumberAnswer(): Promise<object> {
    if (!this.phone.owner.phoneCode) return { errMsg: 'getPhoneNumber:fail user deny' };
    return { errMsg: 'getPhoneNumber:ok', code: await this.phone.owner.phoneCode() };
  }
}

const identity = (node: WeappNode) => ({
  id: node.uid ?? node.sid,
  dataset: { sid: node.sid },
  offsetLeft: 0,
  offsetTop: 0,
});

const describe = (target: Target): string =>
  typeof target === 'string' ? target : `<${target.nn} ${target.uid ?? target.sid}>`;
