import { Injectable } from '@nestjs/common';
import { v5 as uuid5 } from 'uuid';
import { Database, type Transaction } from '../../common/database/index.js';
import { FileVault } from '../files/index.js';
import type { ChangesPage, RecordChange } from './import-kind.js';

const namespace = '7c1f4c0e-8f43-4a53-9d2b-0a7f1c1d5f60';
const keptDays = 7;

/**
 * What a check of a short list found, kept whole until it is published: it is full of people, so it lies encrypted in the
 * vault. Its id follows from the import's, which so finds it again.
 */
@Injectable()
export class StagedLists {
  constructor(
    private readonly vault: FileVault,
    private readonly database: Database,
  ) {}

  async save(importId: string, content: object): Promise<void> {
    const file = await this.vault.put(Buffer.from(JSON.stringify(content)), stageId(importId));
    await this.database.transaction(async (transaction) => {
      await transaction.execute('DELETE FROM stored_files WHERE id = ?', [file.id]);
      await this.vault.keep(transaction, file, keptDays);
    });
  }

  /** Null when it has expired. */
  async load<T>(importId: string): Promise<T | null> {
    const bytes = await this.vault.get(stageId(importId));
    return bytes && (JSON.parse(bytes.toString('utf8')) as T);
  }

  /** A page of the changes that the content holds as `changes`; none when it has expired. */
  async changes(importId: string, action: string, after: number, limit: number): Promise<ChangesPage> {
    const staged = await this.load<{ changes: RecordChange[] }>(importId);
    const all = (staged?.changes ?? []).filter((change) => change.action === action);
    const next = after + limit < all.length ? after + limit : null;
    return { items: all.slice(after, after + limit), next, total: all.length };
  }

  /** The next sweep removes it. */
  async discard(transaction: Transaction, importId: string): Promise<void> {
    await transaction.execute('UPDATE stored_files SET expires_at = 0 WHERE id = ?', [stageId(importId)]);
  }
}

function stageId(importId: string): string {
  return uuid5(importId, namespace);
}
