import { Injectable } from '@nestjs/common';
import { anyOf, type Queryable, type Row, type Transaction } from '../../common/database/index.js';

export interface Receipt {
  relayId: string;
  personId: string;
  name: string;
  absentId: string | null;
  signedAt: number;
}

/** Each 签收 and each push, by whom; what a hop became by them is on the hop itself. */
@Injectable()
export class ReceiptRepository {
  async of(on: Queryable, relayIds: readonly string[]): Promise<Receipt[]> {
    const relays = anyOf('c.relay_id', relayIds);
    const rows = await on.query<Receipt>(
      `SELECT c.relay_id AS relayId, c.person_id AS personId, p.name, c.absent_id AS absentId, c.signed_at AS signedAt
         FROM relay_receipts c JOIN people p ON p.id = c.person_id WHERE ${relays.sql} ORDER BY c.signed_at`,
      relays.parameters,
    );
    return rows.map((row) => ({ ...row, signedAt: Number(row.signedAt) }));
  }

  async add(transaction: Transaction, receipt: Row): Promise<void> {
    await transaction.insert('relay_receipts', [receipt]);
  }

  async addPush(transaction: Transaction, push: Row): Promise<void> {
    await transaction.insert('relay_pushes', [push]);
  }
}
