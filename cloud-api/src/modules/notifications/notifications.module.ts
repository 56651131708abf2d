import { Module } from '@nestjs/common';
import { InboxService } from './inbox.service.js';
import { NotificationsController } from './notifications.controller.js';
import { Notifier } from './notifier.js';
import { SubscriptionsService } from './subscriptions.service.js';

@Module({
  controllers: [NotificationsController],
  providers: [InboxService, Notifier, SubscriptionsService],
  exports: [Notifier],
})
export class NotificationsModule {}
