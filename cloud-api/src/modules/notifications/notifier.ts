import { Injectable } from '@nestjs/common';
import { v7 as uuid7 } from 'uuid';
import { Clock } from '../../common/clock/index.js';
import type { Transaction } from '../../common/database/index.js';
import type { NotificationTarget } from './dto/notification.dto.js';
import { GrantRepository } from './grant.repository.js';
import { MessageTemplates } from './message-templates.js';
import { MessageRepository } from './message.repository.js';
import { type NewNotification, NotificationRepository } from './notification.repository.js';
import { cut, fieldsOf, longestBody, longestTitle, onceKey, pageOf } from './notice.rules.js';

/** Something to be told to somebody. Texts hold no phone numbers; names only of the people of the office. */
export interface Notice {
  personId: string;
  /** Our template: `relay_due`, `relay_late`, `relay_urged`, `relay_attest`, `approval`, `amended`, `recalled`, `report`. */
  kind: string;
  title: string;
  body: string;
  target: { kind: NotificationTarget; id: string };
  /** Told at night too. */
  pressing: boolean;
  /** Names the occasion: the same occasion is told to the same person once, however often it is tried. */
  occasion: string;
  /** Not by WeChat before this moment (quiet hours); at once when absent. */
  notBefore?: number;
}

/** A notice that was not told before. */
type Told = NewNotification & { notice: Notice };

/** Tells of new messages; the sender listens. */
export const toldEvent = 'notifications.told';

/** Tells people: into their inbox in the caller's transaction, and on through WeChat after it. */
@Injectable()
export class Notifier {
  constructor(
    private readonly notifications: NotificationRepository,
    private readonly messages: MessageRepository,
    private readonly grants: GrantRepository,
    private readonly templates: MessageTemplates,
    private readonly clock: Clock,
  ) {}

  /** How many were told; occasions told before are passed over. Long texts are cut. */
  async tell(transaction: Transaction, notices: readonly Notice[]): Promise<number> {
    if (notices.length === 0) return 0;
    const drafts = this.draft(notices);
    const written = await this.notifications.insertNew(transaction, drafts);
    const told = drafts.filter(({ id }) => written.has(id));
    if (told.length === 0) return 0;
    await this.passOn(transaction, told);
    transaction.record({
      type: toldEvent,
      actorId: null,
      subject: { kind: 'notification', id: told[0]!.id },
      facts: countByKind(told),
    });
    return told.length;
  }

  /** What is true no longer is not sent on through WeChat; in the inbox it stays. The caller's own event says why. */
  withdraw(transaction: Transaction, targetIds: readonly string[]): Promise<void> {
    return this.messages.withdraw(transaction, targetIds);
  }

  /** One for each person and occasion. */
  private draft(notices: readonly Notice[]): Told[] {
    const drafts = new Map<string, Told>();
    const createdAt = this.clock.now();
    for (const notice of notices) {
      const key = onceKey(notice.personId, notice.occasion);
      if (drafts.has(key)) continue;
      drafts.set(key, {
        id: uuid7(),
        personId: notice.personId,
        kind: notice.kind,
        title: cut(notice.title, longestTitle),
        body: cut(notice.body, longestBody),
        targetKind: notice.target.kind,
        targetId: notice.target.id,
        pressing: notice.pressing,
        onceKey: key,
        createdAt,
        notice,
      });
    }
    return [...drafts.values()];
  }

  private async passOn(transaction: Transaction, told: readonly Told[]): Promise<void> {
    const carried = told.filter(({ kind }) => this.templates.ofKind(kind));
    if (carried.length === 0) return;
    const openids = await this.openidsOf(transaction, carried);
    const messages = carried.flatMap((one) =>
      (openids.get(one.personId) ?? []).map((openid) => this.message(one, openid)),
    );
    await this.messages.insert(transaction, messages);
  }

  private message({ id, kind, createdAt, notice }: Told, openid: string) {
    const template = this.templates.ofKind(kind)!;
    return {
      id: uuid7(),
      notificationId: id,
      openid,
      templateKey: template.key,
      page: pageOf(notice),
      fields: fieldsOf(template, { title: notice.title, body: notice.body, createdAt }),
      dueAt: Math.max(createdAt, notice.notBefore ?? 0),
      createdAt,
    };
  }

  private async openidsOf(transaction: Transaction, told: readonly Told[]): Promise<Map<string, string[]>> {
    const openids = new Map<string, string[]>();
    const people = [...new Set(told.map(({ personId }) => personId))];
    for (const { personId, openid } of await this.grants.accounts(transaction, people))
      openids.set(personId, [...(openids.get(personId) ?? []), openid]);
    return openids;
  }
}

function countByKind(told: readonly Told[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind } of told) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
