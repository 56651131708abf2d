import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { v7 as uuid7 } from 'uuid';
import { Clock } from '../../common/clock/index.js';
import { Database } from '../../common/database/index.js';
import { Rounds, takeLease } from '../../common/events/index.js';
import { Escalations } from './escalations.js';

const restMs = 5_000;
const leaseMs = 30_000;

/** Takes the steps of escalation that are due, in rounds of its own. What it did is in the database: a restart loses nothing. */
@Injectable()
export class EscalationWorker implements BeforeApplicationShutdown {
  private readonly logger = new Logger('EscalationWorker');
  private readonly holder = uuid7();
  private readonly rounds = new Rounds(() => this.runOnce(), restMs, this.logger);

  constructor(
    private readonly escalations: Escalations,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  start(): void {
    this.rounds.ask();
  }

  /** Before the database closes: a round in the middle of its work ends in order. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.rounds.close();
  }

  /** Everything that is due now; tests call it instead of waiting. How many steps were taken. */
  async runOnce(): Promise<number> {
    let taken = 0;
    while (!this.rounds.isClosing) {
      if (!(await this.escalations.areDue())) return taken;
      const lease = await takeLease(this.database, 'escalations', this.holder, this.clock.now(), leaseMs);
      if (!lease) return taken;
      taken += await this.escalations.takeDue();
    }
    return taken;
  }
}
