import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { v7 as uuid7 } from 'uuid';
import { Clock } from '../../common/clock/index.js';
import { Cipher, sha256Hex } from '../../common/crypto/index.js';
import { Database, type Transaction } from '../../common/database/index.js';
import { Configuration } from '../../config/index.js';

export interface StoredFile {
  id: string;
  sha256: string;
  bytes: number;
}

/**
 * Lists on their way in or out. They are full of people, so the bytes are encrypted and kept for days, not for ever.
 * The row is written in the caller's transaction, the bytes before it: whoever cannot write the row discards the bytes.
 */
@Injectable()
export class FileVault {
  private readonly root: string;

  constructor(
    configuration: Configuration,
    private readonly cipher: Cipher,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    this.root = path.join(configuration.dataDirectory, 'lists');
  }

  /** Durable when it returns; `keep` then writes the row. */
  async put(bytes: Buffer, id = uuid7()): Promise<StoredFile> {
    const file = this.fileOf(id);
    await mkdir(path.dirname(file), { recursive: true });
    const draft = `${file}.${randomUUID()}`;
    await writeFile(draft, this.cipher.encryptBytes(bytes), { flush: true });
    await rename(draft, file);
    return { id, sha256: sha256Hex(bytes), bytes: bytes.length };
  }

  async keep(transaction: Transaction, file: StoredFile, days: number): Promise<void> {
    const now = this.clock.now();
    await transaction.insert('stored_files', [
      { id: file.id, sha256: file.sha256, bytes: file.bytes, created_at: now, expires_at: now + days * 86_400_000 },
    ]);
  }

  /** Nothing came of the file whose bytes were put. */
  async discard({ id }: StoredFile): Promise<void> {
    await rm(this.fileOf(id), { force: true });
  }

  /** Null once it has expired. */
  async get(id: string): Promise<Buffer | null> {
    try {
      return this.cipher.decryptBytes(await readFile(this.fileOf(id)));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  }

  /** Nobody needs the file any more: it goes with the next sweep. */
  async expire(transaction: Transaction, id: string): Promise<void> {
    await transaction.execute('UPDATE stored_files SET expires_at = ? WHERE id = ?', [this.clock.now(), id]);
  }

  /** Forgets what has expired; how many files that were. */
  async sweep(): Promise<number> {
    const expired = await this.database.query<{ id: string }>(
      'SELECT id FROM stored_files WHERE expires_at <= ? LIMIT 100',
      [this.clock.now()],
    );
    for (const { id } of expired) {
      await rm(this.fileOf(id), { force: true });
      await this.database.transaction((transaction) =>
        transaction.execute('DELETE FROM stored_files WHERE id = ?', [id]),
      );
    }
    return expired.length;
  }

  private fileOf(id: string): string {
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new Error('a file is named by a UUID');
    return path.join(this.root, id.slice(-2), id);
  }
}
