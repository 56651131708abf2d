import { Injectable } from '@nestjs/common';
import { anyOf, type Queryable, StaleRead, type Transaction } from '../../common/database/index.js';
import { MessageState } from './message.rules.js';

/** A subscribe message on its way. */
export interface Message {
  id: string;
  notificationId: string;
  openid: string;
  templateKey: string;
  page: string;
  fields: Record<string, string>;
  /** How often it was given to WeChat, this time included. */
  attempts: number;
  createdAt: number;
}

export interface NewMessage extends Omit<Message, 'attempts'> {
  dueAt: number;
}

interface DueRow extends Omit<Message, 'fields'> {
  fields: string;
  granted: number;
}

export interface DueMessage extends Message {
  /** Whether, as far as we know, WeChat will take it. */
  granted: boolean;
}

/** A message that an event of WeChat may be about. */
export interface TriedMessage {
  id: string;
  notificationId: string;
  state: MessageState;
  attempts: number;
}

const columns = `m.id, m.notification_id AS notificationId, m.openid, m.template_key AS templateKey, m.page, m.fields,
  m.attempts, m.created_at AS createdAt`;

/** Every query on messages to WeChat. */
@Injectable()
export class MessageRepository {
  async insert(transaction: Transaction, messages: readonly NewMessage[]): Promise<void> {
    const rows = messages.map((message) => ({
      id: message.id,
      notification_id: message.notificationId,
      openid: message.openid,
      template_key: message.templateKey,
      page: message.page,
      fields: JSON.stringify(message.fields),
      state: MessageState.Waiting,
      attempts: 0,
      due_at: message.dueAt,
      created_at: message.createdAt,
    }));
    await transaction.insert('wechat_messages', rows);
  }

  /** Those that nobody has given to WeChat yet, about the targets. */
  async withdraw(transaction: Transaction, targetIds: readonly string[]): Promise<void> {
    const targets = anyOf('n.target_id', targetIds);
    const waiting = await transaction.query<{ id: string }>(
      `SELECT m.id FROM wechat_messages m JOIN notifications n ON n.id = m.notification_id
        WHERE m.due_at > 0 AND m.state = 'waiting' AND ${targets.sql}`,
      targets.parameters,
    );
    if (waiting.length === 0) return;
    const chosen = anyOf(
      'id',
      waiting.map(({ id }) => id),
    );
    await transaction.execute(
      `UPDATE wechat_messages SET state = 'failed', due_at = NULL, error = 'withdrawn' WHERE ${chosen.sql} AND state = 'waiting'`,
      chosen.parameters,
    );
  }

  async anyDue(on: Queryable, now: number): Promise<boolean> {
    const [row] = await on.query('SELECT id FROM wechat_messages WHERE due_at <= ? LIMIT 1', [now]);
    return row !== undefined;
  }

  /**
   * Those that are due longest, one for each openid and template, and none while another one of them is on its way or in doubt: so an
   * event of WeChat, which names no more than these, tells of that one.
   */
  async nextDue(on: Queryable, most: number, now: number): Promise<DueMessage[]> {
    const rows = await on.query<DueRow>(
      `SELECT ${columns}, CASE WHEN g.remaining > 0 OR g.long_term = 1 THEN 1 ELSE 0 END AS granted
         FROM wechat_messages m
         LEFT JOIN subscription_grants g ON g.openid = m.openid AND g.template_key = m.template_key
        WHERE m.due_at <= ? AND NOT EXISTS (
          SELECT 1 FROM wechat_messages o
           WHERE o.openid = m.openid AND o.template_key = m.template_key AND o.id <> m.id
             AND ((m.state = 'waiting' AND o.state IN ('sending', 'in_doubt'))
               OR ((o.due_at < m.due_at OR (o.due_at = m.due_at AND o.id < m.id))
                   AND (m.state = 'waiting') = (o.state = 'waiting'))))
        ORDER BY m.due_at, m.id LIMIT ${most}`,
      [now],
    );
    return rows.map(({ fields, granted, ...row }) => ({
      ...row,
      attempts: Number(row.attempts),
      createdAt: Number(row.createdAt),
      fields: JSON.parse(fields) as Message['fields'],
      granted: Boolean(Number(granted)),
    }));
  }

  /** From now on they are on their way; whoever finds them so after `lostAt` takes them to be in doubt. */
  async claim(transaction: Transaction, messages: readonly Message[], now: number, lostAt: number): Promise<void> {
    if (messages.length === 0) return;
    const chosen = anyOf('id', idsOf(messages));
    const claimed = await transaction.execute(
      `UPDATE wechat_messages SET state = 'sending', attempts = attempts + 1, tried_at = ?, due_at = ?
        WHERE ${chosen.sql} AND due_at <= ?`,
      [now, lostAt, ...chosen.parameters, now],
    );
    if (claimed < messages.length) throw new StaleRead('messages were claimed by another process');
  }

  /** Those of the messages that nobody knows yet to have been accepted. */
  async unsent(on: Queryable, messages: readonly Message[]): Promise<Message[]> {
    const wanted = anyOf('id', idsOf(messages));
    const rows = await on.query<{ id: string }>(
      `SELECT id FROM wechat_messages WHERE ${wanted.sql} AND state <> 'sent'`,
      wanted.parameters,
    );
    const unsent = new Set(rows.map(({ id }) => id));
    return messages.filter(({ id }) => unsent.has(id));
  }

  /** WeChat has them, whatever else was thought of them. */
  async markSent(transaction: Transaction, ids: readonly string[], now: number): Promise<void> {
    if (ids.length === 0) return;
    const chosen = anyOf('id', ids);
    const marked = await transaction.execute(
      `UPDATE wechat_messages SET state = 'sent', sent_at = ?, due_at = NULL, error = NULL
        WHERE ${chosen.sql} AND state <> 'sent'`,
      [now, ...chosen.parameters],
    );
    if (marked < ids.length) throw new StaleRead('an event told of the messages meanwhile');
  }

  /** False when something else became of this attempt meanwhile. */
  async settle(
    transaction: Transaction,
    { id, attempts }: Pick<Message, 'id' | 'attempts'>,
    { state, dueAt, error }: { state: MessageState; dueAt: number | null; error: string | null },
  ): Promise<boolean> {
    const settled = await transaction.execute(
      `UPDATE wechat_messages SET state = ?, due_at = ?, error = ? WHERE id = ? AND state = 'sending' AND attempts = ?`,
      [state, dueAt, error, id, attempts],
    );
    return settled === 1;
  }

  /** Nobody has allowed them, so they are not even tried. */
  async endUngranted(transaction: Transaction, messages: readonly Message[], now: number): Promise<void> {
    if (messages.length === 0) return;
    const chosen = anyOf('id', idsOf(messages));
    const ended = await transaction.execute(
      `UPDATE wechat_messages SET state = 'refused', due_at = NULL, error = 'no_grant'
        WHERE ${chosen.sql} AND due_at <= ?`,
      [...chosen.parameters, now],
    );
    if (ended < messages.length) throw new StaleRead('messages were claimed by another process');
  }

  /** WeChat takes nothing more before the moment. */
  async putOff(transaction: Transaction, until: number): Promise<void> {
    await transaction.execute(
      "UPDATE wechat_messages SET due_at = ? WHERE due_at < ? AND state IN ('waiting', 'in_doubt')",
      [until, until],
    );
  }

  /**
   * Which of the messages an event is about that WeChat says happened between the moments: the one that was given to it first. A later
   * one's event cannot come before it was tried, and a sent one is told of soon.
   */
  async triedFirst(
    on: Queryable,
    { openid, templateKey }: { openid: string; templateKey: string },
    { latestTry, earliestSent }: { latestTry: number; earliestSent: number },
  ): Promise<TriedMessage | null> {
    const [row] = await on.query<TriedMessage>(
      `SELECT id, notification_id AS notificationId, state, attempts FROM wechat_messages
        WHERE openid = ? AND template_key = ? AND state IN ('sending', 'in_doubt', 'sent') AND confirmed_at IS NULL
          AND tried_at <= ? AND (state <> 'sent' OR tried_at >= ?)
        ORDER BY CASE WHEN state = 'sent' THEN 0 ELSE 1 END, tried_at, id LIMIT 1`,
      [openid, templateKey, latestTry, earliestSent],
    );
    return row ?? null;
  }

  /** What WeChat's event says became of it; `error` is null when it was delivered. */
  async confirm(transaction: Transaction, { id, state }: TriedMessage, error: string | null, now: number) {
    const next = error === null ? MessageState.Sent : MessageState.Failed;
    const confirmed = await transaction.execute(
      `UPDATE wechat_messages SET state = ?, error = ?, due_at = NULL, confirmed_at = ?, sent_at = COALESCE(sent_at, ?)
        WHERE id = ? AND state = ? AND confirmed_at IS NULL`,
      [next, error, now, error === null ? now : null, id, state],
    );
    if (confirmed !== 1) throw new StaleRead('the message was settled meanwhile');
  }
}

function idsOf(messages: readonly { id: string }[]): string[] {
  return messages.map(({ id }) => id);
}
