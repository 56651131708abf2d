import { Injectable } from '@nestjs/common';
import { anyOf, type Queryable, type Transaction } from '../../common/database/index.js';
import { type Grant, noGrant } from './grant.rules.js';

/** One person's WeChat and one template. */
export interface GrantKey {
  openid: string;
  templateKey: string;
}

export interface GrantLeft extends GrantKey {
  remaining: number;
  longTerm: boolean;
}

type GrantRow = { [Field in keyof Grant]: number | string };

/** Every query on what people have allowed WeChat to tell them, and on whose WeChat is whose. */
@Injectable()
export class GrantRepository {
  /** The WeChats of people who have not withdrawn their consent to the privacy notice. */
  async accounts(on: Queryable, personIds: readonly string[]): Promise<{ personId: string; openid: string }[]> {
    const people = anyOf('w.person_id', personIds);
    return on.query(
      `SELECT w.person_id AS personId, w.openid FROM wechat_accounts w WHERE ${people.sql}
          AND EXISTS (SELECT 1 FROM consents c WHERE c.person_id = w.person_id AND c.withdrawn_at IS NULL)`,
      people.parameters,
    );
  }

  /** Null for somebody whom we do not know. */
  async ownerOf(on: Queryable, openid: string): Promise<string | null> {
    const [row] = await on.query<{ personId: string }>(
      'SELECT person_id AS personId FROM wechat_accounts WHERE openid = ?',
      [openid],
    );
    return row?.personId ?? null;
  }

  async ofPerson(on: Queryable, personId: string): Promise<GrantLeft[]> {
    const rows = await on.query<Omit<GrantLeft, 'longTerm'> & { longTerm: number }>(
      `SELECT g.openid, g.template_key AS templateKey, g.remaining, g.long_term AS longTerm
         FROM subscription_grants g JOIN wechat_accounts w ON w.openid = g.openid WHERE w.person_id = ?`,
      [personId],
    );
    return rows.map((row) => ({ ...row, remaining: Number(row.remaining), longTerm: Boolean(Number(row.longTerm)) }));
  }

  /** Changes one grant by a rule, one after the other. */
  async change(transaction: Transaction, key: GrantKey, rule: (before: Grant) => Grant): Promise<void> {
    const { openid, templateKey } = key;
    // Adding nothing makes the row where there is none, and locks it.
    await transaction.upsert(
      'subscription_grants',
      [{ openid, template_key: templateKey, ...columnsOf(noGrant) }],
      ['openid', 'template_key'],
      { add: ['remaining'] },
    );
    const [row] = await transaction.query<GrantRow>(
      `SELECT remaining, long_term AS longTerm, unpaired, accepted_at AS acceptedAt, refused_at AS refusedAt
         FROM subscription_grants WHERE openid = ? AND template_key = ?`,
      [openid, templateKey],
    );
    const { remaining, long_term, unpaired, accepted_at, refused_at } = columnsOf(rule(toGrant(row!)));
    await transaction.execute(
      `UPDATE subscription_grants SET remaining = ?, long_term = ?, unpaired = ?, accepted_at = ?, refused_at = ?
        WHERE openid = ? AND template_key = ?`,
      [remaining, long_term, unpaired, accepted_at, refused_at, openid, templateKey],
    );
  }

  /** One message was accepted for each of the keys. */
  async spend(transaction: Transaction, keys: readonly GrantKey[]): Promise<void> {
    if (keys.length === 0) return;
    const spent = keys.map(() => '(openid = ? AND template_key = ?)').join(' OR ');
    await transaction.execute(
      `UPDATE subscription_grants SET remaining = remaining - 1 WHERE remaining > 0 AND (${spent})`,
      keys.flatMap(({ openid, templateKey }) => [openid, templateKey]),
    );
  }
}

function toGrant(row: GrantRow): Grant {
  return {
    remaining: Number(row.remaining),
    longTerm: Boolean(Number(row.longTerm)),
    unpaired: Number(row.unpaired),
    acceptedAt: Number(row.acceptedAt),
    refusedAt: Number(row.refusedAt),
  };
}

function columnsOf({ remaining, longTerm, unpaired, acceptedAt, refusedAt }: Grant) {
  return {
    remaining,
    long_term: longTerm ? 1 : 0,
    unpaired,
    accepted_at: acceptedAt,
    refused_at: refusedAt,
  };
}
