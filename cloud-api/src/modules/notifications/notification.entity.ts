import { Entity, Index, PrimaryColumn } from 'typeorm';
import {
  BigColumn,
  FlagColumn,
  IdColumn,
  IntColumn,
  JsonColumn,
  KeyColumn,
  TextColumn,
} from '../../common/database/index.js';

/** What one person was told, once; WeChat messages only carry it further. */
@Entity('notifications')
@Index('ux_notifications_once', ['onceKey'], { unique: true })
@Index('ix_notifications_person', ['personId', 'createdAt'])
@Index('ix_notifications_unread', ['personId', 'readAt'])
@Index('ix_notifications_created', ['createdAt'])
export class NotificationEntity {
  @KeyColumn() id: string;
  @IdColumn() personId: string;
  @TextColumn(30) kind: string;
  @TextColumn(60) title: string;
  @TextColumn(200) body: string;
  @TextColumn(20) targetKind: string;
  @TextColumn(36) targetId: string;
  /** 特急: told at night too. */
  @FlagColumn() pressing: boolean;
  /** The same occasion is told once, however often it is tried. */
  @TextColumn(64) onceKey: string;
  @BigColumn() createdAt: number;
  @BigColumn({ nullable: true }) readAt: number | null;
}

/** One subscribe message on its way: accepted by WeChat at least once, and no oftener where that can be known. */
@Entity('wechat_messages')
@Index('ux_wechat_messages_receiver', ['notificationId', 'openid'], { unique: true })
@Index('ix_wechat_messages_due', ['dueAt', 'id'])
@Index('ix_wechat_messages_openid', ['openid', 'templateKey', 'state'])
export class WechatMessageEntity {
  @KeyColumn() id: string;
  @IdColumn() notificationId: string;
  @TextColumn(64) openid: string;
  @TextColumn(30) templateKey: string;
  @TextColumn(120) page: string;
  @JsonColumn() fields: unknown;
  /** `waiting`, `sending`, `in_doubt`, `sent`, `refused` or `failed`. */
  @TextColumn(10) state: string;
  @IntColumn({ default: 0 }) attempts: number;
  /** Null once nothing more will be tried. */
  @BigColumn({ nullable: true }) dueAt: number | null;
  /** When it was last given to WeChat, or was about to be. */
  @BigColumn({ nullable: true }) triedAt: number | null;
  @BigColumn({ nullable: true }) sentAt: number | null;
  /** When WeChat's own event told what became of it. */
  @BigColumn({ nullable: true }) confirmedAt: number | null;
  @TextColumn(40, { nullable: true }) error: string | null;
  @BigColumn() createdAt: number;
}

/** How many more messages of a template somebody has allowed. */
@Entity('subscription_grants')
export class SubscriptionGrantEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 }) openid: string;
  @PrimaryColumn({ type: 'varchar', length: 30 }) templateKey: string;
  @IntColumn({ default: 0 }) remaining: number;
  @FlagColumn({ default: false }) longTerm: boolean;
  /** Taps that only the phone has told of so far; below zero, those that only WeChat has. */
  @IntColumn({ default: 0 }) unpaired: number;
  @BigColumn({ default: 0 }) acceptedAt: number;
  @BigColumn({ default: 0 }) refusedAt: number;
}
