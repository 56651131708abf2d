import { Injectable, Logger } from '@nestjs/common';
import { Clock, dayMs } from '../../common/clock/index.js';
import { Database, isDuplicateKey, type Transaction } from '../../common/database/index.js';
import type { WechatPush } from './push-event.rules.js';

export type WechatPushHandler = (transaction: Transaction, push: WechatPush) => Promise<void>;

/** WeChat gives up after seconds; a week leaves time to look into what came. */
const keptMs = 7 * dayMs;

class AlreadyReceived extends Error {}

/** Where modules say what they do about the events that WeChat tells, and where each is worked on once. */
@Injectable()
export class WechatPushes {
  private readonly logger = new Logger('WechatPushes');
  private readonly handlers = new Map<string, WechatPushHandler[]>();
  private tidiedAt = -Infinity;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * All handlers of an event and the note that it came commit together, or not at all: then WeChat tells it again. They have less
   * than five seconds, and must not ask WeChat.
   */
  on(event: string, handler: WechatPushHandler): void {
    this.handlers.set(event, [...(this.handlers.get(event) ?? []), handler]);
  }

  /** Does nothing for what was worked on already, and for what nobody listens to. */
  async receive(push: WechatPush): Promise<void> {
    const handlers = this.handlers.get(push.event);
    if (!handlers) return;
    await this.tidy();
    try {
      await this.database.transaction(async (transaction) => {
        await this.remember(transaction, push);
        for (const handle of handlers) await handle(transaction, push);
      });
    } catch (error) {
      if (!(error instanceof AlreadyReceived)) throw error;
    }
  }

  private async remember(transaction: Transaction, { key, event }: WechatPush): Promise<void> {
    try {
      await transaction.insert('wechat_pushes', [{ id: key, event, received_at: this.clock.now() }]);
    } catch (error) {
      throw isDuplicateKey(error) ? new AlreadyReceived() : error;
    }
  }

  /** Once a day and process: without pushes there is nothing to tidy. */
  private async tidy(): Promise<void> {
    const now = this.clock.now();
    if (now - this.tidiedAt < dayMs) return;
    this.tidiedAt = now;
    try {
      await this.database.transaction((transaction) =>
        transaction.execute('DELETE FROM wechat_pushes WHERE received_at < ?', [now - keptMs]),
      );
    } catch (error) {
      this.logger.warn(`old pushes stay another day: ${(error as Error).name}`);
    }
  }
}
