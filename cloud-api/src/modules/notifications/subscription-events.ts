import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Transaction } from '../../common/database/index.js';
import { type WechatPush, WechatPushes } from '../wechat/index.js';
import { GrantRepository } from './grant.repository.js';
import { accept, refuse } from './grant.rules.js';
import { MessageOutbox } from './message-outbox.js';
import { MessageTemplates } from './message-templates.js';

/** What WeChat tells by itself about subscribe messages. */
@Injectable()
export class SubscriptionEvents implements OnModuleInit {
  constructor(
    private readonly pushes: WechatPushes,
    private readonly outbox: MessageOutbox,
    private readonly grants: GrantRepository,
    private readonly templates: MessageTemplates,
  ) {}

  onModuleInit(): void {
    if (this.templates.all.length === 0) return;
    this.pushes.on('subscribe_msg_popup_event', (transaction, push) => this.answered(transaction, push));
    this.pushes.on('subscribe_msg_change_event', (transaction, push) => this.changed(transaction, push));
    this.pushes.on('subscribe_msg_sent_event', (transaction, push) => this.sent(transaction, push));
  }

  /** Somebody answered the question; whoever declines has what they allowed before. */
  private async answered(transaction: Transaction, push: WechatPush): Promise<void> {
    for (const { key, longTerm } of await this.about(transaction, push, 'accept')) {
      const grant = { openid: push.openid, templateKey: key };
      const accepted = { from: 'wechat' as const, at: push.happenedAt, longTerm };
      await this.grants.change(transaction, grant, (before) => accept(before, accepted));
    }
  }

  /** Somebody refused further messages in WeChat's settings: nothing else is told by this event. */
  private async changed(transaction: Transaction, push: WechatPush): Promise<void> {
    for (const { key } of await this.about(transaction, push, 'reject')) {
      const grant = { openid: push.openid, templateKey: key };
      await this.grants.change(transaction, grant, (before) => refuse(before, push.happenedAt));
    }
  }

  /** What became of a message that WeChat took. */
  private async sent(transaction: Transaction, { openid, happenedAt, entries }: WechatPush): Promise<void> {
    for (const { TemplateId: templateId, ErrorCode: code } of entries) {
      const template = this.templates.ofTemplateId(templateId);
      if (!template) continue;
      const failure = Number(code) === 0 ? null : `wechat:${String(code).slice(0, 20)}`;
      await this.outbox.confirm(transaction, { openid, templateKey: template.key, happenedAt, failure });
    }
  }

  /** Our templates that the event names with this answer; none for people whom we do not know. */
  private async about(transaction: Transaction, { openid, entries }: WechatPush, status: string) {
    const named = entries.filter(({ SubscribeStatusString }) => SubscribeStatusString === status);
    const templates = named.map(({ TemplateId }) => this.templates.ofTemplateId(TemplateId)).filter((one) => !!one);
    if (templates.length === 0 || (await this.grants.ownerOf(transaction, openid)) === null) return [];
    return templates;
  }
}
