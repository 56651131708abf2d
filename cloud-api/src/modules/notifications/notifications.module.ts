import { Module } from '@nestjs/common';
import { WechatModule } from '../wechat/index.js';
import { GrantRepository } from './grant.repository.js';
import { InboxService } from './inbox.service.js';
import { MessageOutbox } from './message-outbox.js';
import { MessageSender } from './message-sender.js';
import { MessageTemplates } from './message-templates.js';
import { MessageRepository } from './message.repository.js';
import { NotificationTidying } from './notification-tidying.js';
import { NotificationRepository } from './notification.repository.js';
import { NotificationsController } from './notifications.controller.js';
import { Notifier } from './notifier.js';
import { SubscriptionEvents } from './subscription-events.js';
import { SubscriptionsService } from './subscriptions.service.js';

@Module({
  imports: [WechatModule],
  controllers: [NotificationsController],
  providers: [
    GrantRepository,
    InboxService,
    MessageOutbox,
    MessageRepository,
    MessageSender,
    MessageTemplates,
    NotificationRepository,
    NotificationTidying,
    Notifier,
    SubscriptionEvents,
    SubscriptionsService,
  ],
  exports: [MessageSender, Notifier],
})
export class NotificationsModule {}
