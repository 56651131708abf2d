import { createHash, randomBytes } from 'node:crypto';
import { secondMs, type Clock } from './clock.js';
import { Ring } from './ring.js';
import { type PushedEvent, type PushForgery, pushRequest, type PushTarget, verificationUrl } from './push-message.js';

/** One attempt to tell the app's server. */
export interface PushEntry {
  at: number;
  message: Record<string, unknown>;
  attempt: number;
  /** The HTTP status, or why there was none. */
  outcome: number | 'timeout' | 'unreachable';
  forged?: PushForgery;
}

interface Options {
  appId: string;
  clock: Clock;
  /** How long the app's server may take. */
  patienceMs: number;
  journalSize: number;
}

interface Push {
  message: Record<string, unknown>;
  forged?: PushForgery;
}

const attempts = 3;
/** Batches under way at once; the pushes of one batch go one after the other. */
const lanes = 8;

/** What WeChat tells the app's server by itself: each event up to three times, until the server answers 200 in time. */
export class Pushes {
  readonly #options: Options;
  readonly #waiting: Push[][] = [];
  readonly #underWay = new Set<Promise<void>>();
  readonly #journal: Ring<PushEntry>;
  readonly #closing = new AbortController();
  readonly #account: string;
  #target: PushTarget | null = null;
  #held: Push[] | null = null;

  constructor(options: Options) {
    this.#options = options;
    this.#journal = new Ring(options.journalSize);
    this.#account = `gh_${createHash('sha256').update(options.appId).digest('hex').slice(0, 12)}`;
  }

  /** From now on; without a target nothing is told, and what happens meanwhile is never told later. */
  to(target: PushTarget | null): void {
    this.#target = target;
  }

  tell({ event, openid, content }: PushedEvent, forged?: PushForgery): void {
    if (!this.#target) return;
    const message = {
      ToUserName: this.#account,
      FromUserName: openid,
      CreateTime: Math.floor(this.#options.clock.now() / secondMs),
      MsgType: 'event',
      Event: event,
      ...content,
    };
    const push = { message, ...(forged && { forged }) };
    if (this.#held) this.#held.push(push);
    else this.#enqueue([push]);
  }

  /** Keeps back what follows, until `release`. */
  hold(): void {
    this.#held ??= [];
  }

  get held(): readonly Record<string, unknown>[] {
    return (this.#held ?? []).map(({ message }) => message);
  }

  /** Tells what was held back, one after the other: in order or reversed, each `times` times. */
  release({ reversed = false, times = 1 }: { reversed?: boolean; times?: number } = {}): void {
    const held = this.#held ?? [];
    this.#held = null;
    const inOrder = reversed ? [...held].reverse() : held;
    this.#enqueue(inOrder.flatMap((push) => Array.from({ length: times }, () => push)));
  }

  /** What was told already, once more: the last push, as it was. */
  repeatLast(): void {
    const last = this.#journal.all().at(-1);
    if (!last) throw new Error('nothing was pushed yet');
    this.#enqueue([{ message: last.message }]);
  }

  /** Resolves when nothing is on its way. */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  /** What WeChat does when an address is entered: whether the server there knows the token. */
  async verify(): Promise<boolean> {
    if (!this.#target) return false;
    const echo = randomBytes(8).readBigUInt64BE().toString();
    const response = await fetch(verificationUrl(this.#target, this.#seconds(), echo)).catch(() => null);
    return response?.status === 200 && (await response.text()) === echo;
  }

  entries(): readonly PushEntry[] {
    return this.#journal.all();
  }

  clear(): void {
    this.#journal.clear();
  }

  close(): void {
    this.#closing.abort();
    this.#waiting.length = 0;
  }

  #enqueue(batch: Push[]): void {
    if (batch.length === 0) return;
    this.#waiting.push(batch);
    if (this.#underWay.size >= lanes) return;
    const lane: Promise<void> = this.#work().finally(() => this.#underWay.delete(lane));
    this.#underWay.add(lane);
  }

  async #work(): Promise<void> {
    for (let batch = this.#waiting.shift(); batch; batch = this.#waiting.shift()) {
      for (const push of batch) await this.#deliver(push);
    }
  }

  async #deliver(push: Push): Promise<void> {
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      const target = this.#target;
      if (!target || this.#closing.signal.aborted) return;
      const outcome = await this.#attempt(target, push);
      this.#journal.push({ at: this.#options.clock.now(), attempt, outcome, ...push });
      if (outcome === 200) return;
    }
  }

  async #attempt(target: PushTarget, { message, forged }: Push): Promise<PushEntry['outcome']> {
    const { appId, patienceMs } = this.#options;
    const { url, body } = pushRequest(message, {
      target,
      appId,
      timestamp: this.#seconds(),
      ...(forged && { forged }),
    });
    try {
      const response = await fetch(url, {
        method: 'POST',
        // Whatever format was chosen, WeChat calls it XML.
        headers: { 'content-type': 'text/xml' },
        body,
        signal: AbortSignal.any([AbortSignal.timeout(patienceMs), this.#closing.signal]),
      });
      await response.arrayBuffer();
      return response.status;
    } catch (error) {
      return (error as Error).name === 'TimeoutError' ? 'timeout' : 'unreachable';
    }
  }

  #seconds(): number {
    return Math.floor(this.#options.clock.now() / secondMs);
  }
}
