import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { v7 as uuid7 } from 'uuid';
import { Clock } from '../clock/index.js';
import { Database } from '../database/database.js';
import { EventLog } from './event-log.js';
import type { StoredEvent } from './event.js';
import { takeLease } from './lease.js';
import { Sealer } from './sealer.js';

const leaseMs = 30_000;
const restMs = 2_000;
const deliveryBatch = 50;
const longestBackOffMs = 3_600_000;

interface DueDelivery {
  event_id: string;
  reaction: string;
  attempts: number;
  type: string;
  actor_id: string | null;
  subject_kind: string;
  subject_id: string;
  region_id: number | null;
  recorded_at: number;
  facts: string;
}

/** The background of every process: delivers events to reactions and seals the log, each under a lease. */
@Injectable()
export class EventWorker implements BeforeApplicationShutdown {
  private readonly logger = new Logger('EventWorker');
  private readonly holder = uuid7();
  private timer: NodeJS.Timeout | null = null;
  private timerEndsAt = 0;
  private running: Promise<void> | null = null;
  private stopped = true;

  constructor(
    private readonly database: Database,
    private readonly eventLog: EventLog,
    private readonly sealer: Sealer,
    private readonly clock: Clock,
  ) {}

  start(): void {
    this.stopped = false;
    this.eventLog.onCommit(() => this.schedule(200));
    this.schedule(0);
  }

  /** Before the database closes: a round in the middle of its work ends in order. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
    await this.running;
  }

  /** One round of everything that is due; tests call it instead of waiting. */
  async runOnce(): Promise<void> {
    if (!(await this.isDue())) return;
    const lease = await takeLease(this.database, 'event-worker', this.holder, this.clock.now(), leaseMs);
    if (!lease) return;
    while ((await this.deliverBatch()) > 0);
    while ((await this.sealer.sealBatch(lease)) > 0);
    await this.sealer.signFinishedDays(lease);
  }

  /** Brings the next round forward, never back: commits that follow each other closely must not put it off for ever. */
  private schedule(delayMs: number): void {
    if (this.stopped || this.running) return;
    const endsAt = performance.now() + delayMs;
    if (this.timer) {
      if (this.timerEndsAt <= endsAt) return;
      clearTimeout(this.timer);
    }
    this.timerEndsAt = endsAt;
    this.timer = setTimeout(() => {
      this.timer = null;
      this.running = this.runOnce()
        .catch((error: unknown) => this.logger.error(`round failed: ${(error as Error).name}`))
        .finally(() => {
          this.running = null;
          this.schedule(restMs);
        });
    }, delayMs);
    this.timer.unref();
  }

  private async isDue(): Promise<boolean> {
    const due = await this.database.query('SELECT event_id FROM event_deliveries WHERE due_at <= ? LIMIT 1', [
      this.clock.now(),
    ]);
    return due.length > 0 || this.sealer.isDue();
  }

  private async deliverBatch(): Promise<number> {
    const due = await this.database.query<DueDelivery>(
      `SELECT d.event_id, d.reaction, d.attempts, e.type, e.actor_id, e.subject_kind, e.subject_id, e.region_id,
              e.recorded_at, e.facts
         FROM event_deliveries d JOIN events e ON e.id = d.event_id
        WHERE d.due_at <= ? ORDER BY d.due_at, d.event_id LIMIT ${deliveryBatch}`,
      [this.clock.now()],
    );
    for (const delivery of due) await this.deliver(delivery);
    return due.length;
  }

  private async deliver(delivery: DueDelivery): Promise<void> {
    const key = [delivery.event_id, delivery.reaction];
    try {
      await this.eventLog.reaction(delivery.reaction)?.react(storedEvent(delivery));
      await this.database.transaction((transaction) =>
        transaction.execute('DELETE FROM event_deliveries WHERE event_id = ? AND reaction = ?', key),
      );
    } catch (error) {
      this.logger.warn(`${delivery.reaction} failed on ${delivery.event_id}: ${(error as Error).name}`);
      const wait = Math.min(1000 * 2 ** delivery.attempts, longestBackOffMs);
      await this.database.transaction((transaction) =>
        transaction.execute(
          'UPDATE event_deliveries SET attempts = attempts + 1, due_at = ? WHERE event_id = ? AND reaction = ?',
          [this.clock.now() + wait, ...key],
        ),
      );
    }
  }
}

function storedEvent(row: DueDelivery): StoredEvent {
  return {
    id: row.event_id,
    type: row.type,
    actorId: row.actor_id,
    subject: { kind: row.subject_kind, id: row.subject_id },
    regionId: row.region_id,
    recordedAt: Number(row.recorded_at),
    facts: JSON.parse(row.facts) as Record<string, unknown>,
  };
}
