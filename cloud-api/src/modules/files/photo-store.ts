import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { Configuration } from '../../config/index.js';

/** Where the bytes of photos are. A store on disk is here; one behind an S3 interface takes its place by this contract. */
export abstract class PhotoStore {
  /** Durable when it returns; writing the same key again replaces the bytes. */
  abstract put(key: string, bytes: Buffer): Promise<void>;
  /** Null when there is no such photo. */
  abstract get(key: string): Promise<Buffer | null>;
  /** There is no such photo any more. */
  abstract remove(key: string): Promise<void>;
}

/** One file per photo, spread over folders by the last two characters of the key, which are random. */
@Injectable()
export class DiskPhotoStore extends PhotoStore {
  private readonly root: string;

  constructor(configuration: Configuration) {
    super();
    this.root = path.join(configuration.dataDirectory, 'photos');
  }

  async put(key: string, bytes: Buffer): Promise<void> {
    const file = this.fileOf(key);
    await mkdir(path.dirname(file), { recursive: true });
    // Two uploads of one photo may come in the same millisecond.
    const draft = `${file}.${randomUUID()}`;
    const handle = await open(draft, 'w');
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, file);
  }

  async get(key: string): Promise<Buffer | null> {
    try {
      return await readFile(this.fileOf(key));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  }

  async remove(key: string): Promise<void> {
    await rm(this.fileOf(key), { force: true });
  }

  private fileOf(key: string): string {
    if (!/^[0-9a-f-]{36}$/.test(key)) throw new Error('a photo key is a UUID');
    return path.join(this.root, key.slice(-2), `${key}.jpg`);
  }
}
