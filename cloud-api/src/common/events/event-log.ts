import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { v7 as uuid7 } from 'uuid';
import { Clock } from '../clock/index.js';
import { canonicalJson, Cipher, sha256Hex } from '../crypto/index.js';
import type { Row } from '../database/sql.js';
import type { Transaction } from '../database/transaction.js';
import type { NewEvent, StoredEvent } from './event.js';

/** Runs inside the transaction, before its commit, once over all its events of the given types. */
export interface Projection {
  types: readonly string[];
  project(transaction: Transaction, events: readonly NewEvent[]): Promise<void>;
}

/** Runs after the commit, at least once; it must bear being run twice for one event. */
export interface Reaction {
  name: string;
  types: readonly string[];
  react(event: StoredEvent): Promise<void>;
}

/** Where modules say what they listen to; the database writes through it at the end of every unit of work. */
@Injectable()
export class EventLog {
  private readonly projections: Projection[] = [];
  private readonly reactions = new Map<string, Reaction>();
  private readonly wakers: ((events: readonly NewEvent[]) => void)[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly cipher: Cipher,
  ) {}

  addProjection(projection: Projection): void {
    this.projections.push(projection);
  }

  addReaction(reaction: Reaction): void {
    this.reactions.set(reaction.name, reaction);
  }

  reaction(name: string): Reaction | undefined {
    return this.reactions.get(name);
  }

  /** Called after each commit that recorded something, so that the worker need not wait for its next round. */
  onCommit(wake: (events: readonly NewEvent[]) => void): void {
    this.wakers.push(wake);
  }

  committed(events: readonly NewEvent[]): void {
    if (events.length > 0) for (const wake of this.wakers) wake(events);
  }

  /** Lets projections follow, then stores the events and what is still to be delivered. */
  async write(transaction: Transaction): Promise<void> {
    for (const projection of this.projections) {
      const heard = transaction.events.filter((event) => projection.types.includes(event.type));
      if (heard.length > 0) await projection.project(transaction, heard);
    }
    const recordedAt = this.clock.now();
    const rows = transaction.events.map((event) => this.eventRow(event, recordedAt));
    await transaction.insert('events', rows);
    const deliveries = rows.flatMap((row) => this.deliveriesOf(row));
    await transaction.insert('event_deliveries', deliveries);
  }

  /** Takes out what events say of people, as the law may demand: their commitments stay, so the chain does. */
  async erasePersonal(transaction: Transaction, type: string, subject: { kind: string; id: string }): Promise<void> {
    await transaction.execute(
      'UPDATE events SET personal = NULL, salt = NULL WHERE subject_kind = ? AND subject_id = ? AND type = ?',
      [subject.kind, subject.id, type],
    );
  }

  /** What a stored event says of people, as it was recorded. */
  openPersonal(stored: string): string {
    return this.cipher.decrypt(stored);
  }

  private deliveriesOf(row: Row): Row[] {
    return [...this.reactions.values()]
      .filter((reaction) => reaction.types.includes(row.type as string))
      .map((reaction) => ({ event_id: row.id!, reaction: reaction.name, attempts: 0, due_at: row.recorded_at! }));
  }

  /** Phones and names stand in what is personal, so it is encrypted; the chain commits to the encrypted text. */
  private eventRow(event: NewEvent, recordedAt: number): Row {
    const plain = typeof event.personal === 'object' ? canonicalJson(event.personal) : event.personal;
    const personal = plain === undefined ? null : this.cipher.encrypt(plain);
    const salt = personal === null ? null : randomBytes(16).toString('hex');
    return {
      id: uuid7(),
      type: event.type,
      actor_id: event.actorId,
      subject_kind: event.subject.kind,
      subject_id: event.subject.id,
      region_id: event.regionId ?? null,
      recorded_at: recordedAt,
      facts: canonicalJson(event.facts),
      personal,
      salt,
      commitment: personal === null ? null : sha256Hex(`${salt}${personal}`),
      sealed: 0,
    };
  }
}
