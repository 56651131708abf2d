import { setTimeout as pause } from 'node:timers/promises';
import { type Command, hashOf } from '../harness/commands.js';

/** Chance that a phone gives up waiting for an answer, sends the same again beside it, or mixes up the order. */
const impatience = 0.3;
const repetition = 0.15;
const identicalSends = 8;
const largestBatch = 40;

interface PushResult {
  result: string;
  errors?: unknown;
}

interface Confirmation {
  id: string;
  hash: string;
  state: string;
}

/** One phone with work to deliver: it forgets a command only when a pull shows its id and hash. */
export class Phone {
  readonly confirmed = new Set<string>();
  readonly troubles: string[] = [];
  private readonly unconfirmed: Map<string, Command>;

  constructor(
    private readonly origin: string,
    private readonly token: string,
    commands: readonly Command[],
    private readonly random: () => number,
  ) {
    this.unconfirmed = new Map(commands.map((command) => [command.id, command]));
  }

  /** Sends and asks until everything is confirmed, through outages of any kind. */
  async deliver(): Promise<void> {
    while (this.unconfirmed.size > 0) {
      await this.sendSome().catch(() => pause(50));
      await this.confirm().catch(() => pause(50));
    }
  }

  private async sendSome(): Promise<void> {
    const waiting = [...this.unconfirmed.values()];
    const batch = shuffled(waiting, this.random).slice(0, 1 + Math.floor(this.random() * largestBatch));
    const times = this.random() < repetition ? identicalSends : 1;
    const patience = this.random() < impatience ? Math.floor(this.random() * 40) : 20_000;
    const answers = await Promise.allSettled(Array.from({ length: times }, () => this.push(batch, patience)));
    for (const answer of answers) {
      if (answer.status === 'rejected') continue;
      for (const { result, errors } of answer.value) {
        if (result !== 'stored' && result !== 'repeated') this.troubles.push(`${result} ${JSON.stringify(errors)}`);
      }
    }
  }

  private async push(commands: Command[], patienceMs: number): Promise<PushResult[]> {
    const body = await this.ask<{ results: PushResult[] }>(
      '/api/sync/push',
      { sentAt: Date.now(), commands },
      patienceMs,
    );
    return body.results;
  }

  private async confirm(): Promise<void> {
    const awaiting = [...this.unconfirmed.keys()].slice(0, 500);
    const { confirmations } = await this.ask<{ confirmations: Confirmation[] }>(
      '/api/sync/pull',
      { cursor: null, awaiting, limit: 1 },
      20_000,
    );
    for (const { id, hash, state } of confirmations) {
      const command = this.unconfirmed.get(id);
      if (!command) continue;
      if (hash !== hashOf(command) || state !== 'stored') this.troubles.push(`confirmed as ${state} with another hash`);
      this.unconfirmed.delete(id);
      this.confirmed.add(id);
    }
  }

  private async ask<T>(path: string, body: object, patienceMs: number): Promise<T> {
    const answer = await fetch(this.origin + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(patienceMs),
    });
    if (answer.status >= 500 || answer.status === 429) throw new Error('not now');
    if (!answer.ok) this.troubles.push(`${path} answered ${answer.status}`);
    return (await answer.json()) as T;
  }
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

/** A small generator with a seed (mulberry32), so that a failed run can be repeated. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
