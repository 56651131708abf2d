import { Injectable } from '@nestjs/common';
import type { Queryable, Transaction } from '../../common/database/index.js';
import type { GroupPart } from './dto/chat-group.dto.js';

export interface CardRow {
  personId: string;
  name: string;
  part: GroupPart;
  opengid: string;
  /** Keyed hash of the openid. */
  opener: string;
  openedAt: number;
}

/** Registration cards and the real groups they were opened in. */
@Injectable()
export class CardRepository {
  /** Everybody's last one, the oldest first. */
  async ofGroup(on: Queryable, groupId: string): Promise<CardRow[]> {
    const rows = await on.query<CardRow>(
      `SELECT c.person_id AS personId, p.name, c.part, c.opengid, c.opener, c.opened_at AS openedAt
         FROM chat_group_cards c JOIN people p ON p.id = c.person_id WHERE c.group_id = ? ORDER BY c.opened_at, c.person_id`,
      [groupId],
    );
    return rows.map((row) => ({ ...row, openedAt: Number(row.openedAt) }));
  }

  async write(transaction: Transaction, groupId: string, card: Omit<CardRow, 'name'>): Promise<void> {
    const { personId, part, opengid, opener, openedAt } = card;
    await transaction.upsert(
      'chat_group_cards',
      [{ group_id: groupId, person_id: personId, part, opengid, opener, opened_at: openedAt }],
      ['group_id', 'person_id'],
      { set: ['part', 'opengid', 'opener', 'opened_at'] },
    );
  }

  async removeAll(transaction: Transaction, groupId: string): Promise<void> {
    await transaction.execute('DELETE FROM chat_group_cards WHERE group_id = ?', [groupId]);
  }

  /** Who signs in with the WeChat account. */
  async personOf(on: Queryable, openid: string): Promise<string | null> {
    const [row] = await on.query<{ personId: string }>(
      'SELECT person_id AS personId FROM wechat_accounts WHERE openid = ?',
      [openid],
    );
    return row?.personId ?? null;
  }

  /** A closed group, and one of a plan that is over, no longer holds the real group that it had. */
  async release(transaction: Transaction, opengid: string, groupId: string, today: string): Promise<void> {
    await transaction.execute(
      `UPDATE chat_groups SET opengid = NULL, bound_at = NULL WHERE opengid = ? AND id <> ? AND (closed_at IS NOT NULL
         OR plan_id IN (SELECT id FROM plans WHERE state <> 'active' OR ends_on < ?))`,
      [opengid, groupId, today],
    );
  }

  async holderOf(on: Queryable, opengid: string): Promise<string | null> {
    const [row] = await on.query<{ id: string }>('SELECT id FROM chat_groups WHERE opengid = ?', [opengid]);
    return row?.id ?? null;
  }

  /** Once: false when the group is bound already. Throws a duplicate key where another group was faster. */
  async bind(transaction: Transaction, groupId: string, opengid: string, now: number): Promise<boolean> {
    const bound = await transaction.execute(
      `UPDATE chat_groups SET opengid = ?, bound_at = ?, version = version + 1
        WHERE id = ? AND opengid IS NULL AND closed_at IS NULL`,
      [opengid, now, groupId],
    );
    return bound === 1;
  }

  /** A card opened in it proves that the group exists; its pusher who registers it answers for it where nobody does yet. */
  async noteBuilt(transaction: Transaction, groupId: string, today: string, ownerId: string | null): Promise<void> {
    await transaction.execute(
      `UPDATE chat_groups SET built_on = COALESCE(built_on, ?), owner_id = COALESCE(?, owner_id), version = version + 1
        WHERE id = ? AND (built_on IS NULL OR ? IS NOT NULL)`,
      [today, ownerId, groupId, ownerId],
    );
  }
}
