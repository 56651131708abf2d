import { Injectable, Logger } from '@nestjs/common';
import { Clock, dayMs } from '../../common/clock/index.js';
import { Database } from '../../common/database/index.js';
import { NotificationRepository } from './notification.repository.js';

/** So long people can look up what they were told; the log keeps that they were. */
const keptMs = 180 * dayMs;
const atOnce = 500;

/** Once a day what was told long ago goes, with the messages that carried it. */
@Injectable()
export class NotificationTidying {
  private readonly logger = new Logger('NotificationTidying');
  private tidiedAt = -Infinity;

  constructor(
    private readonly notifications: NotificationRepository,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Does nothing but once a day and process; that several processes do so is no harm. */
  async daily(): Promise<void> {
    const now = this.clock.now();
    if (now - this.tidiedAt < dayMs) return;
    this.tidiedAt = now;
    try {
      while ((await this.tidy(now - keptMs)) === atOnce);
    } catch (error) {
      this.logger.warn(`old notifications stay another day: ${(error as Error).name}`);
    }
  }

  private tidy(moment: number): Promise<number> {
    return this.database.transaction((transaction) => this.notifications.deleteOlder(transaction, moment, atOnce));
  }
}
