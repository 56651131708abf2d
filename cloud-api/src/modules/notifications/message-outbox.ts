import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/index.js';
import type { Transaction } from '../../common/database/index.js';
import { GrantRepository } from './grant.repository.js';
import { refuse } from './grant.rules.js';
import { type Message, MessageRepository } from './message.repository.js';
import { afterSending, doubtMs, MessageState, type SendOutcome, tomorrow } from './message.rules.js';

/** A message that was given to WeChat, and what came of it. */
export interface SentMessage {
  message: ClaimedMessage;
  outcome: SendOutcome;
}

export interface ClaimedMessage extends Message {
  claimedAt: number;
}

/** WeChat's clock may be behind ours by so much. */
const skewMs = 5_000;
/** WeChat tells of a message that it accepted within this time, or never. */
const toldWithinMs = 60_000;

/** Messages to WeChat as they are claimed, sent and told of. */
@Injectable()
export class MessageOutbox {
  constructor(
    private readonly messages: MessageRepository,
    private readonly grants: GrantRepository,
    private readonly clock: Clock,
  ) {}

  /** Up to so many of those that are due, for the caller to send at once. What nobody has allowed ends here. */
  async claim(transaction: Transaction, most: number): Promise<ClaimedMessage[]> {
    const now = this.clock.now();
    const claimed: ClaimedMessage[] = [];
    while (claimed.length < most) {
      const due = await this.messages.nextDue(transaction, most - claimed.length, now);
      if (due.length === 0) break;
      const allowed = due.filter(({ granted }) => granted);
      const refused = due.filter(({ granted }) => !granted);
      await this.messages.claim(transaction, allowed, now, now + doubtMs);
      await this.messages.endUngranted(transaction, refused, now);
      for (const message of refused) tell(transaction, message, MessageState.Refused, { error: 'no_grant' });
      claimed.push(...allowed.map((message) => ({ ...message, attempts: message.attempts + 1, claimedAt: now })));
    }
    return claimed;
  }

  async settle(transaction: Transaction, sent: readonly SentMessage[]): Promise<void> {
    const accepted = sent.filter(({ outcome }) => outcome.kind === 'accepted').map(({ message }) => message);
    await this.settleAccepted(transaction, accepted);
    for (const one of sent) if (one.outcome.kind !== 'accepted') await this.settleOther(transaction, one);
    if (sent.some(({ outcome }) => outcome.kind === 'over_quota'))
      await this.messages.putOff(transaction, tomorrow(this.clock.now()));
  }

  /** WeChat's event about one message of the template; `failure` is null when it was delivered. */
  async confirm(
    transaction: Transaction,
    { openid, templateKey, happenedAt, failure }: ConfirmedMessage,
  ): Promise<void> {
    const window = { latestTry: happenedAt + skewMs, earliestSent: happenedAt - toldWithinMs };
    const message = await this.messages.triedFirst(transaction, { openid, templateKey }, window);
    if (!message) return;
    await this.messages.confirm(transaction, message, failure, this.clock.now());
    if (message.state !== MessageState.Sent) await this.grants.spend(transaction, [{ openid, templateKey }]);
    const next = failure === null ? MessageState.Sent : MessageState.Failed;
    const facts = { attempts: message.attempts, ...(failure !== null && { error: failure }) };
    if (message.state !== next) tell(transaction, { ...message, templateKey }, next, facts);
  }

  private async settleAccepted(transaction: Transaction, accepted: readonly ClaimedMessage[]): Promise<void> {
    if (accepted.length === 0) return;
    const unsent = await this.messages.unsent(transaction, accepted);
    await this.messages.markSent(
      transaction,
      unsent.map(({ id }) => id),
      this.clock.now(),
    );
    await this.grants.spend(transaction, unsent);
    for (const message of unsent) tell(transaction, message, MessageState.Sent, { attempts: message.attempts });
  }

  private async settleOther(transaction: Transaction, { message, outcome }: SentMessage): Promise<void> {
    const next = afterSending(outcome, message, this.clock.now());
    if (!(await this.messages.settle(transaction, message, next))) return;
    if (outcome.kind === 'refused')
      await this.grants.change(transaction, message, (grant) => refuse(grant, message.claimedAt));
    if (next.dueAt === null) tell(transaction, message, next.state, { error: next.error, attempts: message.attempts });
  }
}

export interface ConfirmedMessage {
  openid: string;
  templateKey: string;
  /** WeChat's time, in whole seconds. */
  happenedAt: number;
  failure: string | null;
}

/** How a message ended. */
function tell(
  transaction: Transaction,
  { notificationId, templateKey }: Pick<Message, 'notificationId' | 'templateKey'>,
  state: MessageState,
  facts: Record<string, unknown>,
): void {
  transaction.record({
    type: `notification.${state}`,
    actorId: null,
    subject: { kind: 'notification', id: notificationId },
    facts: { templateKey, ...facts },
  });
}
