import { ApiError, type Schemas } from '@/shared/api';
import type { Command, CommandKind, Payloads } from './commands';
import type { EntryStore } from './entry-store';
import { hashOf } from './hash';
import {
  answered,
  awaitsConfirmation,
  BATCH_COMMANDS,
  byOrder,
  commandOf,
  confirmed,
  isDiscardable,
  isSendable,
  nextBatch,
  ownPhotoIds,
  photosToUpload,
  rebased,
  refused,
  retargeted,
  withUploaded,
  type Entry,
} from './outbox.rules';

/** The server as one person's outbox sees it. */
export interface SyncServer {
  push(commands: Command[]): Promise<Schemas['PushAnswer']>;
  pull(cursor: string | null, awaiting: string[]): Promise<Schemas['PullAnswer']>;
  uploadPhoto(id: string, path: string): Promise<void>;
}

/** Takes in what a pull brings. A page is durable when `receive` resolves, its cursor with it. */
export interface PullReceiver {
  cursor(): Promise<string | null>;
  receive(page: Schemas['PullAnswer']): Promise<void>;
}

export interface OutboxParts {
  store: EntryStore;
  server: SyncServer;
  receiver: PullReceiver;
  photos: { path(id: string): Promise<string | undefined>; discard(id: string): Promise<void> };
  newId(): string;
  now(): number;
  onChange(entries: Entry[]): void;
}

export interface EnqueueOptions {
  id?: string;
  happenedAt?: number;
}

const AWAITING_A_PULL = 500;
// The server read the request and will refuse it each time: one of its commands is to blame.
const REFUSED_AS_A_WHOLE = [400, 413, 415, 422];

/**
 * What one person wrote on this phone and the server has not confirmed. Every change is on the disk before it is in
 * memory, so the process may die at any moment; what was sent twice is recognised by its id and hash.
 */
export class Outbox {
  private readonly entries = new Map<string, Entry>();
  private changes: Promise<unknown> = Promise.resolve();
  private sequence = 0;
  private isClosed = false;

  private constructor(private readonly parts: OutboxParts) {}

  static async open(parts: OutboxParts): Promise<Outbox> {
    const outbox = new Outbox(parts);
    for (const entry of await parts.store.load()) outbox.entries.set(entry.id, entry);
    outbox.sequence = Math.max(0, ...outbox.list().map((entry) => entry.sequence));
    await outbox.finishWhatWasKilled();
    parts.onChange(outbox.list());
    return outbox;
  }

  list(): Entry[] {
    return [...this.entries.values()].sort(byOrder);
  }

  entry(id: string): Entry | undefined {
    return this.entries.get(id);
  }

  /** Resolves when the command is durable on this phone. The same id twice is one command. */
  async enqueue<K extends CommandKind>(kind: K, payload: Payloads[K], options: EnqueueOptions = {}): Promise<string> {
    const { id = this.parts.newId(), happenedAt = this.parts.now() } = options;
    this.sequence += 1;
    const sequence = this.sequence;
    await this.inTurn(async () => {
      if (!this.entries.has(id)) await this.save(this.newEntry({ id, kind, happenedAt, payload }, sequence));
    });
    return id;
  }

  /** Takes off the phone what the server refused and the person gives up. */
  discard(id: string): Promise<void> {
    return this.inTurn(async () => {
      const entry = this.entries.get(id);
      if (!entry) return;
      if (!isDiscardable(entry)) throw new Error('an entry on its way cannot be discarded');
      await this.removeWithPhotos(entry);
    });
  }

  /** A new command in the place of a refused one; what builds on the old one follows. */
  replace(id: string, payload: Payloads[CommandKind]): Promise<string> {
    return this.inTurn(async () => {
      const old = this.entries.get(id);
      if (!old || !isDiscardable(old)) throw new Error('only a refused entry can be replaced');
      const command = { id: this.parts.newId(), kind: old.kind, happenedAt: old.happenedAt, payload };
      const entry: Entry = { ...this.newEntry(command, old.sequence), replaces: id };
      await this.save(entry);
      await this.finishReplacement(entry);
      return entry.id;
    });
  }

  /** One round: small commands first, then what is new, then photos and the commands that had to wait for them. */
  async synchronize(): Promise<void> {
    await this.push();
    await this.pull();
    if (await this.uploadPhotos()) {
      await this.push();
      await this.pull();
    }
  }

  /** The person left: an answer that is still on its way counts as lost, and is asked for again next time. */
  close(): void {
    this.isClosed = true;
  }

  hasSendable(): boolean {
    const entries = this.list();
    return entries.some((entry) => isSendable(entry, entries));
  }

  private async push(): Promise<void> {
    let most = BATCH_COMMANDS;
    for (;;) {
      const batch = await this.inTurn(() => this.takeBatch(most));
      if (batch.length === 0) return;
      try {
        const { results } = await this.parts.server.push(batch.map(commandOf));
        await this.takeAnswers(batch, results);
      } catch (error) {
        if (!(error instanceof ApiError) || !REFUSED_AS_A_WHOLE.includes(error.status)) throw error;
        const [first] = batch;
        if (batch.length > 1) most = Math.ceil(batch.length / 2);
        else if (first) await this.change(first.id, (entry) => refused(entry, error.problem));
      }
    }
  }

  /** What is about to be sent is on the disk as it will be sent: a resend must carry the same bytes. */
  private async takeBatch(most: number): Promise<Entry[]> {
    const entries = this.list();
    const batch = nextBatch(entries, most).map((entry) => rebased(entry, entries));
    for (const entry of batch) if (entry !== this.entries.get(entry.id)) await this.save(entry);
    return batch;
  }

  private async takeAnswers(batch: Entry[], results: Schemas['PushResult'][]): Promise<void> {
    const resultOf = new Map(results.map((result) => [result.id, result]));
    for (const { id } of batch) {
      const result = resultOf.get(id);
      if (!result) throw new Error('the server left a command unanswered');
      await this.change(id, (entry) => answered(entry, result));
    }
  }

  private async pull(): Promise<void> {
    const awaiting = this.list()
      .filter(awaitsConfirmation)
      .map(({ id }) => id);
    const confirmations = new Map<string, Schemas['Confirmation']>();
    let asked = 0;
    let more = true;
    while (more || asked < awaiting.length) {
      const some = awaiting.slice(asked, asked + AWAITING_A_PULL);
      const page = await this.parts.server.pull(await this.parts.receiver.cursor(), some);
      this.requireOpen();
      await this.parts.receiver.receive(page);
      page.confirmations.forEach((confirmation) => confirmations.set(confirmation.id, confirmation));
      asked += some.length;
      more = page.more;
    }
    // Only now, with everything new on the phone: a record never seems to vanish in between.
    for (const id of awaiting) await this.change(id, (entry) => confirmed(entry, confirmations.get(id)));
  }

  /** True when a command became ready to go. */
  private async uploadPhotos(): Promise<boolean> {
    let ready = false;
    for (const { id } of this.list()) {
      const entries = this.list();
      const entry = this.entries.get(id);
      if (!entry || !isSendable(entry, entries) || photosToUpload(entry).length === 0) continue;
      await this.uploadPhotosOf(entry);
      ready = true;
    }
    return ready;
  }

  private async uploadPhotosOf(entry: Entry): Promise<void> {
    for (const photoId of photosToUpload(entry)) {
      // One that is not on the phone is on the server, or lost; the answer to the command will tell.
      const path = await this.parts.photos.path(photoId);
      try {
        if (path) await this.parts.server.uploadPhoto(photoId, path);
      } catch (error) {
        if (!(error instanceof ApiError) || ![...REFUSED_AS_A_WHOLE, 409].includes(error.status)) throw error;
        const { code } = error.problem;
        await this.change(entry.id, (current) =>
          refused(current, { code, errors: [{ field: 'photoIds', rule: code }] }),
        );
        return;
      }
      for (const { id } of this.list()) await this.change(id, (current) => withUploaded(current, photoId));
    }
  }

  private newEntry(
    { id, kind, happenedAt, payload }: { id: string; kind: CommandKind; happenedAt: number; payload: unknown },
    sequence: number,
  ): Entry {
    // Through JSON once, so that what is hashed is what will be read back and sent: no undefined, no shared objects.
    const command = JSON.parse(JSON.stringify({ id, kind, schema: 1, happenedAt, payload })) as Command;
    const { schema: _, ...facts } = command;
    const createdAt = this.parts.now();
    return { ...facts, hash: hashOf(command), state: 'waiting', createdAt, sequence, uploadedPhotoIds: [] } as Entry;
  }

  private async finishWhatWasKilled(): Promise<void> {
    for (const entry of this.list()) await this.finishReplacement(entry);
    for (const entry of this.list()) if (entry.leaving) await this.removeWithPhotos(entry);
  }

  private async finishReplacement(entry: Entry): Promise<void> {
    const old = entry.replaces && this.entries.get(entry.replaces);
    if (!old) return;
    await this.saveFollowers((other) => retargeted(other, old.id, entry.id));
    await this.removeWithPhotos(old);
  }

  /** What builds on an entry is told of its fate before the entry goes. */
  private async saveFollowers(rule: (entry: Entry, entries: readonly Entry[]) => Entry): Promise<void> {
    const entries = this.list();
    for (const entry of entries) {
      const follower = rule(entry, entries);
      if (follower !== entry) await this.save(follower);
    }
  }

  /** Photos go first, or nobody would remember them; an entry without its photos must not seem whole. */
  private async removeWithPhotos(entry: Entry): Promise<void> {
    const photoIds = ownPhotoIds(entry, this.list());
    if (photoIds.length > 0) await this.parts.store.save({ ...entry, leaving: true });
    for (const photoId of photoIds) await this.parts.photos.discard(photoId);
    await this.parts.store.remove(entry.id);
    this.entries.delete(entry.id);
    this.parts.onChange(this.list());
  }

  private change(id: string, rule: (entry: Entry) => Entry | null): Promise<void> {
    return this.inTurn(async () => {
      const entry = this.entries.get(id);
      const next = entry && rule(entry);
      if (!entry || next === entry) return;
      if (next) return this.save(next);
      await this.saveFollowers((other, entries) => rebased(other, entries));
      await this.removeWithPhotos(entry);
    });
  }

  private async save(entry: Entry): Promise<void> {
    await this.parts.store.save(entry);
    this.entries.set(entry.id, entry);
    this.parts.onChange(this.list());
  }

  private requireOpen(): void {
    if (this.isClosed) throw new Error('the outbox is closed');
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.changes.then(() => {
      this.requireOpen();
      return work();
    });
    this.changes = turn.catch(() => undefined);
    return turn;
  }
}
