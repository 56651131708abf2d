import { Injectable } from '@nestjs/common';
import { v7 as uuid7 } from 'uuid';
import { type Actor, Permission } from '../../common/auth/index.js';
import { Clock } from '../../common/clock/index.js';
import { sha256Hex } from '../../common/crypto/index.js';
import { Database, type Queryable, type Transaction } from '../../common/database/index.js';
import { type MultipartRequest, readForm } from '../../common/http/index.js';
import { ErrorCode, Problem } from '../../common/problem/index.js';
import { audioType } from './audio.rules.js';
import { ClipRepository, type ClipRecord } from './clip.repository.js';
import { ClipStore } from './clip-store.js';
import { toClip } from './document.mapper.js';
import { DocumentRepository, type VersionHead } from './document.repository.js';
import type { DocumentClip } from './dto/document.dto.js';

const clipMaxBytes = 3 * 1024 * 1024;
const longestDialect = 20;
/** Phones list them all. */
const dialectsPerVersion = 10;

/** Recordings of papers read aloud, each tied to the hash of the text that was read. */
@Injectable()
export class ClipsService {
  constructor(
    private readonly clips: ClipRepository,
    private readonly documents: DocumentRepository,
    private readonly store: ClipStore,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The form holds `dialect` and `file`. A new recording in the same dialect takes the place of the old one. */
  async add(actor: Actor, versionId: string, request: MultipartRequest): Promise<DocumentClip> {
    const { fields, file } = await readForm(request, clipMaxBytes, 1, ErrorCode.PayloadTooLarge);
    await this.requireOwn(this.database, actor, versionId);
    const dialect = requireDialect(fields.dialect);
    const mediaType = audioType(file.bytes);
    if (!mediaType) throw Problem.validation([{ field: 'file', rule: 'mp3_or_m4a' }]);
    const fileId = uuid7();
    await this.store.put(fileId, file.bytes);
    const sound = { dialect, fileId, mediaType, bytes: file.bytes.length, sha256: sha256Hex(file.bytes) };
    return this.database.transaction((transaction) => this.keep(transaction, actor, versionId, sound));
  }

  /** In the dialect asked for, else the first there is; a 404 when there is none. */
  async read(versionId: string, dialect: string | undefined): Promise<{ mediaType: string; bytes: Buffer }> {
    const clips = await this.clips.of(this.database, [versionId]);
    const clip = dialect === undefined ? clips[0] : clips.find((one) => one.dialect === dialect);
    const bytes = clip ? await this.store.get(clip.fileId) : null;
    if (!clip || !bytes) throw Problem.notFound();
    return { mediaType: clip.mediaType, bytes };
  }

  private async keep(
    transaction: Transaction,
    actor: Actor,
    versionId: string,
    sound: Omit<ClipRecord, 'id' | 'versionId' | 'versionHash'>,
  ): Promise<DocumentClip> {
    await this.documents.hold(transaction, versionId);
    const version = await this.requireOwn(transaction, actor, versionId);
    const others = (await this.clips.of(transaction, [versionId])).filter(({ dialect }) => dialect !== sound.dialect);
    if (others.length >= dialectsPerVersion) throw Problem.validation([{ field: 'dialect', rule: 'too_many' }]);
    const clip = { id: uuid7(), versionId, versionHash: version.hash, ...sound };
    await this.clips.replace(transaction, clip, this.clock.now(), actor.personId);
    transaction.record({
      type: 'document.clip_added',
      actorId: actor.personId,
      subject: { kind: 'document_version', id: versionId },
      regionId: version.regionId,
      facts: { dialect: clip.dialect, sha256: clip.sha256, bytes: clip.bytes, versionHash: version.hash },
    });
    return toClip(clip);
  }

  /** Whoever publishes a paper has it read; what is built in would be read for every place. */
  private async requireOwn(on: Queryable, actor: Actor, versionId: string): Promise<VersionHead> {
    const [version] = await this.documents.heads(on, [versionId]);
    if (!version) throw Problem.notFound();
    if (version.regionPath === null) throw Problem.forbidden();
    if (!actor.canAt(Permission.DocumentManage, version.regionPath)) throw Problem.notFound();
    return version;
  }
}

function requireDialect(text: string | undefined): string {
  const dialect = text?.trim() ?? '';
  if (dialect === '') throw Problem.validation([{ field: 'dialect', rule: 'required' }]);
  if (dialect.length > longestDialect) throw Problem.validation([{ field: 'dialect', rule: 'max_length' }]);
  if (/[\u0000-\u001f\u007f]/.test(dialect)) throw Problem.validation([{ field: 'dialect', rule: 'printable' }]);
  return dialect;
}
