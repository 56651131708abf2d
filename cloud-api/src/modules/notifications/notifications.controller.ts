import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, SignedIn } from '../../common/auth/index.js';
import { Answers } from '../../common/http/index.js';
import {
  NotificationList,
  NotificationQuery,
  NotificationsRead,
  SubscriptionAnswers,
  Subscriptions,
} from './dto/notification.dto.js';
import { InboxService } from './inbox.service.js';
import { SubscriptionsService } from './subscriptions.service.js';

/** What somebody was told, and what WeChat may tell them. */
@ApiTags('notifications')
@Controller('me')
export class NotificationsController {
  constructor(
    private readonly inbox: InboxService,
    private readonly subscriptions: SubscriptionsService,
  ) {}

  @Get('notifications')
  @SignedIn()
  @Answers(NotificationList)
  list(@CurrentActor() actor: Actor, @Query() query: NotificationQuery): Promise<NotificationList> {
    return this.inbox.list(actor, query);
  }

  @Post('notifications/read')
  @HttpCode(200)
  @SignedIn()
  @Answers(NotificationList)
  read(@CurrentActor() actor: Actor, @Body() read: NotificationsRead): Promise<NotificationList> {
    return this.inbox.read(actor, read);
  }

  @Get('subscriptions')
  @SignedIn()
  @Answers(Subscriptions)
  templates(@CurrentActor() actor: Actor): Promise<Subscriptions> {
    return this.subscriptions.of(actor);
  }

  @Post('subscriptions')
  @HttpCode(200)
  @SignedIn()
  @Answers(Subscriptions)
  answer(@CurrentActor() actor: Actor, @Body() answers: SubscriptionAnswers): Promise<Subscriptions> {
    return this.subscriptions.answer(actor, answers);
  }
}
