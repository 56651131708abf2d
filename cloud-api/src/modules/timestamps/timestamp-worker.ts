import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { v7 as uuid7 } from 'uuid';
import { Clock } from '../../common/clock/index.js';
import { sha256Hex } from '../../common/crypto/index.js';
import { Database } from '../../common/database/index.js';
import { EventLog, Rounds, takeLease } from '../../common/events/index.js';
import { type Timestamp, TimestampAuthority } from './timestamp-authority.js';
import { TimestampError, TimestampFault } from './timestamp-error.js';
import { type PendingStamp, TimestampRepository } from './timestamp.repository.js';

const restMs = 30_000;
/** Longer than one question to the authority takes. */
const leaseMs = 30_000;
const firstBackOffMs = 30_000;
const longestBackOffMs = 3_600_000;

/**
 * Asks the authority for the timestamps that are due, in rounds of its own: an authority that does not answer holds up nothing
 * else. What fails stays pending and is asked for again, for ever; no clock of ours ever stands in for the authority's.
 */
@Injectable()
export class TimestampWorker implements BeforeApplicationShutdown {
  private readonly logger = new Logger('TimestampWorker');
  private readonly holder = uuid7();
  private readonly rounds = new Rounds(() => this.runOnce(), restMs, this.logger);

  constructor(
    private readonly timestamps: TimestampRepository,
    private readonly authority: TimestampAuthority,
    private readonly database: Database,
    private readonly eventLog: EventLog,
    private readonly clock: Clock,
  ) {}

  start(): void {
    if (!this.authority.isConfigured) return;
    this.eventLog.onCommit((events) => {
      if (events.some(({ type }) => type === 'papers.signed')) this.rounds.ask();
    });
    this.rounds.ask();
  }

  /** Before the database closes: a question on its way may end. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.rounds.close();
  }

  /** Everything that is due now; ends early when the authority cannot be reached. Tests call it instead of waiting. */
  async runOnce(): Promise<void> {
    if (!this.authority.isConfigured) return;
    for (;;) {
      const now = this.clock.now();
      const due = await this.timestamps.nextDue(this.database, now);
      if (!due || !(await takeLease(this.database, 'timestamps', this.holder, now, leaseMs))) return;
      if (!(await this.stamp(due)) || this.rounds.isClosing) return;
    }
  }

  /** Whether the authority could be reached. */
  private async stamp(due: PendingStamp): Promise<boolean> {
    try {
      await this.keep(due, await this.authority.stamp(due.digest));
      return true;
    } catch (error) {
      if (!(error instanceof TimestampError)) throw error;
      this.logger.warn(`no timestamp for sitting ${due.sittingId}: ${error.fault}`);
      const wait = Math.min(firstBackOffMs * 2 ** Math.min(due.attempts, 20), longestBackOffMs);
      await this.database.transaction((transaction) =>
        this.timestamps.putOff(transaction, due.sittingId, error.fault, this.clock.now() + wait),
      );
      return error.fault !== TimestampFault.Unreachable;
    }
  }

  private async keep({ sittingId, digest }: PendingStamp, { token, at }: Timestamp): Promise<void> {
    await this.database.transaction(async (transaction) => {
      if (!(await this.timestamps.grant(transaction, sittingId, token.toString('base64'), at))) return;
      transaction.record({
        type: 'signature.timestamped',
        actorId: null,
        subject: { kind: 'sitting', id: sittingId },
        facts: { digest, at, tokenHash: sha256Hex(token) },
      });
    });
  }
}
