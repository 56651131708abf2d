import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../common/auth/index.js';
import { Clock } from '../../common/clock/index.js';
import { Database } from '../../common/database/index.js';
import { Problem } from '../../common/problem/index.js';
import { ClipStore } from '../documents/index.js';
import { PhotoStore } from '../files/index.js';
import type { WarningRecord } from './warning-records.js';
import { isForEverybody, isOver } from './warning.rules.js';
import { WarningRepository } from './warning.repository.js';
import { WarningsService } from './warnings.service.js';

/** What was recalled is not to be shown on from a cache for long. */
const cached = 'private, max-age=3600';

/** Voices and pictures of warnings. */
@Injectable()
export class WarningMedia {
  constructor(
    private readonly repository: WarningRepository,
    private readonly warnings: WarningsService,
    private readonly clips: ClipStore,
    private readonly photos: PhotoStore,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async sendClip(versionId: string, reply: FastifyReply): Promise<void> {
    await this.play(await this.forEverybody(versionId), reply);
  }

  async sendPhoto(versionId: string, photoId: string, reply: FastifyReply): Promise<void> {
    await this.show(await this.forEverybody(versionId), photoId, reply);
  }

  /** The same for readers of a warning, whatever its kind. */
  async sendOwnClip(actor: Actor, directiveId: string, reply: FastifyReply): Promise<void> {
    await this.play((await this.warnings.require(actor, directiveId)).warning, reply);
  }

  async sendOwnPhoto(actor: Actor, directiveId: string, photoId: string, reply: FastifyReply): Promise<void> {
    await this.show((await this.warnings.require(actor, directiveId)).warning, photoId, reply);
  }

  /** The version that people read today: what was amended or recalled is not to be spread further. */
  private async forEverybody(versionId: string): Promise<WarningRecord> {
    const version = await this.repository.version(this.database, versionId);
    const isRead = version !== null && version.currentVersionId === versionId && isForEverybody(version.kind);
    if (!isRead || isOver(version.recalledAt, this.clock.now())) throw Problem.notFound();
    return version;
  }

  private async play({ clip }: WarningRecord, reply: FastifyReply): Promise<void> {
    const bytes = clip && (await this.clips.get(clip.fileId));
    if (!bytes) throw Problem.notFound();
    void reply.type(clip.mediaType).header('cache-control', cached).send(bytes);
  }

  private async show({ photoIds }: WarningRecord, photoId: string, reply: FastifyReply): Promise<void> {
    const bytes = photoIds.includes(photoId) ? await this.photos.get(photoId) : null;
    if (!bytes) throw Problem.notFound();
    void reply.type('image/jpeg').header('cache-control', cached).send(bytes);
  }
}
