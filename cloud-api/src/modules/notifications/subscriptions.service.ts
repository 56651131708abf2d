import { Injectable } from '@nestjs/common';
import type { Actor } from '../../common/auth/index.js';
import { Clock } from '../../common/clock/index.js';
import { Database } from '../../common/database/index.js';
import { noticeKinds } from '../../config/index.js';
import { WechatGateway } from '../wechat/index.js';
import { SubscriptionReply, type SubscriptionAnswers, type Subscriptions } from './dto/notification.dto.js';
import { GrantRepository } from './grant.repository.js';
import { accept } from './grant.rules.js';
import { MessageTemplates } from './message-templates.js';

/** What WeChat may tell somebody. */
@Injectable()
export class SubscriptionsService {
  constructor(
    private readonly templates: MessageTemplates,
    private readonly grants: GrantRepository,
    private readonly wechat: WechatGateway,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async of(actor: Actor): Promise<Subscriptions> {
    const grants = await this.grants.ofPerson(this.database, actor.personId);
    return {
      templates: this.templates.all.map(({ key, templateId, longTerm }) => {
        const own = grants.filter(({ templateKey }) => templateKey === key);
        return {
          key,
          templateId,
          title: this.templates
            .kindsOf(key)
            .map((kind) => noticeKinds[kind])
            .join('、'),
          remaining: Math.max(0, ...own.map(({ remaining }) => remaining)),
          longTerm: longTerm && own.some((grant) => grant.longTerm),
        };
      }),
    };
  }

  /**
   * Counts the accepted ones on the WeChat that the login code names, if it is the actor's; what is answered on another one changes
   * nothing. WeChat tells of the same taps by its event: see `accept`.
   */
  async answer(actor: Actor, { loginCode, answers }: SubscriptionAnswers): Promise<Subscriptions> {
    const { openid } = await this.wechat.codeToSession(loginCode);
    const accepted = answers.filter(({ reply }) => reply === SubscriptionReply.Accept).map(({ key }) => key);
    await this.database.transaction(async (transaction) => {
      if ((await this.grants.ownerOf(transaction, openid)) !== actor.personId) return;
      for (const key of new Set(accepted)) {
        const template = this.templates.ofKey(key);
        if (!template) continue;
        const tap = { from: 'phone' as const, at: this.clock.now(), longTerm: template.longTerm };
        await this.grants.change(transaction, { openid, templateKey: key }, (before) => accept(before, tap));
      }
    });
    return this.of(actor);
  }
}
