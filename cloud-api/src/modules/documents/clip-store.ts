import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { Configuration } from '../../config/index.js';

/** The bytes of recordings, one file each. They stay: what was read to somebody is part of how they signed. */
@Injectable()
export class ClipStore {
  private readonly root: string;

  constructor(configuration: Configuration) {
    this.root = path.join(configuration.dataDirectory, 'clips');
  }

  /** Durable when it returns. */
  async put(id: string, bytes: Buffer): Promise<void> {
    const file = this.fileOf(id);
    await mkdir(path.dirname(file), { recursive: true });
    const draft = `${file}.${randomUUID()}`;
    await writeFile(draft, bytes, { flush: true });
    await rename(draft, file);
  }

  /** Null when there is no such recording. */
  async get(id: string): Promise<Buffer | null> {
    try {
      return await readFile(this.fileOf(id));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  }

  private fileOf(id: string): string {
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new Error('a recording is named by a UUID');
    return path.join(this.root, id.slice(-2), id);
  }
}
