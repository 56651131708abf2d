import {
  BooleanField,
  EnumField,
  IdField,
  IdListField,
  InstantField,
  IntegerField,
  ListField,
  TextField,
} from '../../../common/http/index.js';

/** What a notification is about, and where a tap on it leads. */
export const NotificationTarget = {
  Relay: 'relay',
  Directive: 'directive',
  Group: 'group',
  Absence: 'absence',
  Report: 'report',
} as const;
export type NotificationTarget = (typeof NotificationTarget)[keyof typeof NotificationTarget];

export class NotificationQuery {
  @TextField({ min: 1, max: 100, optional: true }) after?: string;
  @IntegerField({ min: 1, max: 100, query: true, optional: true }) limit?: number;
}

export class NotificationItem {
  @IdField() id: string;
  @TextField() kind: string;
  @TextField() title: string;
  @TextField() body: string;
  @EnumField(NotificationTarget, 'NotificationTarget') targetKind: NotificationTarget;
  @IdField() targetId: string;
  @BooleanField() pressing: boolean;
  @InstantField() createdAt: number;
  @InstantField({ nullable: true }) readAt: number | null;
}

export class NotificationList {
  @ListField(NotificationItem) items: NotificationItem[];
  @TextField({ nullable: true }) next: string | null;
  @IntegerField() unread: number;
}

export class NotificationsRead {
  @IdListField({ max: 200, optional: true }) ids?: string[];
  /** Everything up to now. */
  @BooleanField({ optional: true }) all?: boolean;
}

export class SubscriptionTemplate {
  /** Our name of it: `relay_due`, `relay_late`, `approval`. */
  @TextField() key: string;
  /** WeChat's, for `wx.requestSubscribeMessage`. */
  @TextField() templateId: string;
  @TextField() title: string;
  @IntegerField() remaining: number;
  @BooleanField() longTerm: boolean;
}

export class Subscriptions {
  /** None where the server has none configured. */
  @ListField(SubscriptionTemplate) templates: SubscriptionTemplate[];
}

export const SubscriptionReply = { Accept: 'accept', Reject: 'reject', Ban: 'ban', Filter: 'filter' } as const;
export type SubscriptionReply = (typeof SubscriptionReply)[keyof typeof SubscriptionReply];

export class SubscriptionAnswer {
  @TextField({ min: 1, max: 30 }) key: string;
  @EnumField(SubscriptionReply, 'SubscriptionReply') reply: SubscriptionReply;
}

/** What somebody answered to `wx.requestSubscribeMessage`; the code of `wx.login` says on which WeChat. */
export class SubscriptionAnswers {
  @TextField({ min: 1, max: 128 }) loginCode: string;
  @ListField(SubscriptionAnswer, { max: 3 }) answers: SubscriptionAnswer[];
}
