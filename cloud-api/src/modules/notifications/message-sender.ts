import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { v7 as uuid7 } from 'uuid';
import { Clock } from '../../common/clock/index.js';
import { Database, GroupCommit } from '../../common/database/index.js';
import { EventLog, Rounds, takeLease } from '../../common/events/index.js';
import { WechatError, WechatGateway } from '../wechat/index.js';
import { type ClaimedMessage, MessageOutbox, type SentMessage } from './message-outbox.js';
import { MessageTemplates } from './message-templates.js';
import { MessageRepository } from './message.repository.js';
import { outcomeOf, type SendOutcome } from './message.rules.js';
import { NotificationTidying } from './notification-tidying.js';
import { toldEvent } from './notifier.js';

const restMs = 5_000;
/** Longer than one attempt takes. */
const leaseMs = 60_000;
const renewalMs = 15_000;
/** Messages on their way at once. */
const lanes = 24;
/** So many attempts in a row without an answer say that WeChat cannot be reached; the next round tries again. */
const mostFailures = 2 * lanes;

/** A free lane asks for a message, and brings what came of its last one. */
type Lane = SentMessage | null;

/**
 * Gives messages to WeChat, in rounds of its own. A message is claimed in one commit, sent, and settled in another one: who dies in
 * between leaves it in doubt, and it is sent again unless WeChat's event tells that it was accepted.
 */
@Injectable()
export class MessageSender implements BeforeApplicationShutdown {
  private readonly logger = new Logger('MessageSender');
  private readonly holder = uuid7();
  /** Lanes that are free at the same time share a commit. */
  private readonly commits = new GroupCommit<Lane, ClaimedMessage | null>((asking) => this.commit(asking), 1);
  private readonly rounds = new Rounds(() => this.runOnce(), restMs, this.logger);
  private leaseRenewedAt = 0;
  private failures = 0;

  constructor(
    private readonly outbox: MessageOutbox,
    private readonly messages: MessageRepository,
    private readonly templates: MessageTemplates,
    private readonly wechat: WechatGateway,
    private readonly tidying: NotificationTidying,
    private readonly database: Database,
    private readonly eventLog: EventLog,
    private readonly clock: Clock,
  ) {}

  start(): void {
    this.eventLog.onCommit((events) => {
      if (events.some(({ type }) => type === toldEvent)) this.rounds.ask();
    });
    this.rounds.ask();
  }

  /** Before the database closes: messages on their way may end. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.rounds.close();
  }

  /** Everything that is due now; ends early when WeChat cannot be reached. Tests call it instead of waiting. */
  async runOnce(): Promise<void> {
    await this.tidying.daily();
    if (!(await this.messages.anyDue(this.database, this.clock.now()))) return;
    if (!(await this.takeLease(leaseMs))) return;
    this.failures = 0;
    const ended = await Promise.allSettled(Array.from({ length: lanes }, () => this.runLane()));
    // Given back, so that the next round is whoever's comes first.
    await this.takeLease(0);
    for (const lane of ended) if (lane.status === 'rejected') throw lane.reason;
    if (this.failures >= mostFailures) this.logger.warn('WeChat cannot be reached; messages wait');
  }

  private async runLane(): Promise<void> {
    let [message] = await this.commits.run([null]);
    while (message) [message] = await this.commits.run([{ message, outcome: await this.send(message) }]);
  }

  /** Settles what the lanes bring, and claims a message for each of them. */
  private async commit(asking: readonly Lane[]): Promise<(ClaimedMessage | null)[]> {
    const sent = asking.filter((lane) => lane !== null);
    const goesOn = !this.rounds.isClosing && this.failures < mostFailures && (await this.keepLease());
    return this.database.transaction(async (transaction) => {
      await this.outbox.settle(transaction, sent);
      const claimed = goesOn ? await this.outbox.claim(transaction, asking.length) : [];
      return asking.map((_, lane) => claimed[lane] ?? null);
    });
  }

  private async send({ id, openid, templateKey, page, fields }: ClaimedMessage): Promise<SendOutcome> {
    const template = this.templates.ofKey(templateKey);
    if (!template) return { kind: 'wrong', error: 'no_template' };
    try {
      await this.wechat.sendSubscribeMessage({
        openid,
        templateId: template.templateId,
        page,
        data: fields,
        envVersion: 'release',
      });
      this.failures = 0;
      return { kind: 'accepted' };
    } catch (error) {
      if (!(error instanceof WechatError)) throw error;
      const outcome = outcomeOf(error);
      this.failures = outcome.kind === 'unknown' || outcome.kind === 'not_now' ? this.failures + 1 : 0;
      if (outcome.kind === 'wrong') this.logger.warn(`message ${id} (${templateKey}) cannot be sent: ${outcome.error}`);
      return outcome;
    }
  }

  private async keepLease(): Promise<boolean> {
    return this.clock.now() - this.leaseRenewedAt < renewalMs || (await this.takeLease(leaseMs));
  }

  private async takeLease(durationMs: number): Promise<boolean> {
    const now = this.clock.now();
    const lease = await takeLease(this.database, 'message-sender', this.holder, now, durationMs);
    if (lease) this.leaseRenewedAt = now;
    return lease !== null;
  }
}
