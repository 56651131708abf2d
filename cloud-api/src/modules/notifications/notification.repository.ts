import { Injectable } from '@nestjs/common';
import { anyOf, numberOrNull, type Queryable, type Transaction } from '../../common/database/index.js';
import type { NotificationItem } from './dto/notification.dto.js';

export interface NewNotification {
  id: string;
  personId: string;
  kind: string;
  title: string;
  body: string;
  targetKind: string;
  targetId: string;
  pressing: boolean;
  onceKey: string;
  createdAt: number;
}

/** Where a page ended. */
export interface NotificationPlace {
  createdAt: number;
  id: string;
}

interface NotificationRow extends Omit<NotificationItem, 'pressing' | 'createdAt' | 'readAt'> {
  pressing: number;
  createdAt: number | string;
  readAt: number | string | null;
}

const columns = `id, kind, title, body, target_kind AS targetKind, target_id AS targetId, pressing,
  created_at AS createdAt, read_at AS readAt`;

/** Every query on the inbox. */
@Injectable()
export class NotificationRepository {
  /** The ids of those that were not there before; two who tell of the same occasion at once do not fail for each other. */
  async insertNew(transaction: Transaction, notifications: readonly NewNotification[]): Promise<Set<string>> {
    // In one order, so that nobody waits for somebody who waits.
    const sorted = [...notifications].sort((a, b) => (a.onceKey < b.onceKey ? -1 : 1));
    const rows = sorted.map((one) => ({
      id: one.id,
      person_id: one.personId,
      kind: one.kind,
      title: one.title,
      body: one.body,
      target_kind: one.targetKind,
      target_id: one.targetId,
      pressing: one.pressing ? 1 : 0,
      once_key: one.onceKey,
      created_at: one.createdAt,
      read_at: null,
    }));
    await transaction.upsert('notifications', rows, ['once_key'], { set: ['once_key'] });
    const told = anyOf(
      'id',
      sorted.map(({ id }) => id),
    );
    const written = await transaction.query<{ id: string }>(
      `SELECT id FROM notifications WHERE ${told.sql}`,
      told.parameters,
    );
    return new Set(written.map(({ id }) => id));
  }

  /** The newest first. */
  async page(
    on: Queryable,
    personId: string,
    after: NotificationPlace | null,
    limit: number,
  ): Promise<NotificationItem[]> {
    const behind = after === null ? '' : 'AND (created_at < ? OR (created_at = ? AND id < ?))';
    const rows = await on.query<NotificationRow>(
      `SELECT ${columns} FROM notifications WHERE person_id = ? ${behind}
        ORDER BY created_at DESC, id DESC LIMIT ${limit}`,
      after === null ? [personId] : [personId, after.createdAt, after.createdAt, after.id],
    );
    return rows.map(toItem);
  }

  async unread(on: Queryable, personId: string): Promise<number> {
    const [row] = await on.query<{ unread: number }>(
      'SELECT COUNT(*) AS unread FROM notifications WHERE person_id = ? AND read_at IS NULL',
      [personId],
    );
    return Number(row!.unread);
  }

  /** The person's own; of the given ones, or all. How many were unread until now. */
  async read(transaction: Transaction, personId: string, ids: readonly string[] | null, now: number): Promise<number> {
    const chosen = ids === null ? { sql: '1 = 1', parameters: [] } : anyOf('id', ids);
    return transaction.execute(
      `UPDATE notifications SET read_at = ? WHERE person_id = ? AND read_at IS NULL AND ${chosen.sql}`,
      [now, personId, ...chosen.parameters],
    );
  }

  /** Takes away so many of those that were told before the moment, with their messages; how many there were. */
  async deleteOlder(transaction: Transaction, moment: number, most: number): Promise<number> {
    const old = await transaction.query<{ id: string }>(
      `SELECT id FROM notifications WHERE created_at < ? ORDER BY created_at LIMIT ${most}`,
      [moment],
    );
    const ids = old.map(({ id }) => id);
    const [messages, notifications] = [anyOf('notification_id', ids), anyOf('id', ids)];
    await transaction.execute(`DELETE FROM wechat_messages WHERE ${messages.sql}`, messages.parameters);
    await transaction.execute(`DELETE FROM notifications WHERE ${notifications.sql}`, notifications.parameters);
    return ids.length;
  }
}

function toItem({ pressing, createdAt, readAt, ...row }: NotificationRow): NotificationItem {
  return {
    ...row,
    pressing: Boolean(pressing),
    createdAt: Number(createdAt),
    readAt: numberOrNull(readAt),
  };
}
