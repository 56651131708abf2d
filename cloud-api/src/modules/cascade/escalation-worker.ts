import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { v7 as uuid7 } from 'uuid';
import { Clock } from '../../common/clock/index.js';
import { Database } from '../../common/database/index.js';
import { takeLease } from '../../common/events/index.js';
import { Escalations } from './escalations.js';

const restMs = 5_000;
const leaseMs = 30_000;

/** Takes the steps of escalation that are due, in rounds of its own. What it did is in the database: a restart loses nothing. */
@Injectable()
export class EscalationWorker implements BeforeApplicationShutdown {
  private readonly logger = new Logger('EscalationWorker');
  private readonly holder = uuid7();
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;
  private closing = false;

  constructor(
    private readonly escalations: Escalations,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  start(): void {
    this.round();
  }

  /** Before the database closes: a round in the middle of its work ends in order. */
  async beforeApplicationShutdown(): Promise<void> {
    this.closing = true;
    if (this.timer) clearTimeout(this.timer);
    await this.running;
  }

  /** Everything that is due now; tests call it instead of waiting. How many steps were taken. */
  async runOnce(): Promise<number> {
    let taken = 0;
    while (!this.closing) {
      const lease = await takeLease(this.database, 'escalations', this.holder, this.clock.now(), leaseMs);
      if (!lease) return taken;
      const now = await this.escalations.takeDue();
      if (now === 0) return taken;
      taken += now;
    }
    return taken;
  }

  private round(): void {
    if (this.closing || this.running) return;
    this.running = this.runOnce()
      .then(() => undefined)
      .catch((error: unknown) => this.logger.error(`round failed: ${(error as Error).name}`))
      .finally(() => {
        this.running = null;
        if (this.closing) return;
        this.timer = setTimeout(() => this.round(), restMs);
        this.timer.unref();
      });
  }
}
