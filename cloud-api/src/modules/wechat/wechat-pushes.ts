import { Injectable, Logger } from '@nestjs/common';
import { Clock, dayMs } from '../../common/clock/index.js';
import {
  anyOf,
  Database,
  GroupCommit,
  isDuplicateKey,
  StaleRead,
  type Transaction,
} from '../../common/database/index.js';
import type { WechatPush } from './push-event.rules.js';

export type WechatPushHandler = (transaction: Transaction, push: WechatPush) => Promise<void>;

/** WeChat gives up after seconds; a week leaves time to look into what came. */
const keptMs = 7 * dayMs;

/** Where modules say what they do about the events that WeChat tells, and where each is worked on once. */
@Injectable()
export class WechatPushes {
  private readonly logger = new Logger('WechatPushes');
  private readonly handlers = new Map<string, WechatPushHandler[]>();
  /** Thousands of messages are told of at once: pushes that come during a commit share the next one. */
  private readonly commits = new GroupCommit<WechatPush, null>((pushes) => this.workOn(pushes), 1);
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
    if (!this.handlers.has(push.event)) return;
    await this.tidy();
    await this.commits.run([push]);
  }

  private async workOn(pushes: readonly WechatPush[]): Promise<null[]> {
    await this.database.transaction(async (transaction) => {
      for (const push of await this.remember(transaction, pushes))
        for (const handle of this.handlers.get(push.event)!) await handle(transaction, push);
    });
    return pushes.map(() => null);
  }

  /** Those that were not worked on before, each once. */
  private async remember(transaction: Transaction, pushes: readonly WechatPush[]): Promise<WechatPush[]> {
    const byKey = new Map(pushes.map((push) => [push.key, push]));
    const keys = anyOf('id', [...byKey.keys()]);
    const known = await transaction.query<{ id: string }>(
      `SELECT id FROM wechat_pushes WHERE ${keys.sql}`,
      keys.parameters,
    );
    for (const { id } of known) byKey.delete(id);
    const fresh = [...byKey.values()];
    try {
      const now = this.clock.now();
      await transaction.insert(
        'wechat_pushes',
        fresh.map(({ key, event }) => ({ id: key, event, received_at: now })),
      );
    } catch (error) {
      throw isDuplicateKey(error) ? new StaleRead('another server was told the same') : error;
    }
    return fresh;
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
