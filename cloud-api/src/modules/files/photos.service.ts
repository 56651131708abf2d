import { Injectable } from '@nestjs/common';
import sharp from 'sharp';
import { type Actor, Permission, withinPaths } from '../../common/auth/index.js';
import { Clock, dayMs } from '../../common/clock/index.js';
import { sha256Hex } from '../../common/crypto/index.js';
import { Database, isDuplicateKey } from '../../common/database/index.js';
import { ErrorCode, Problem } from '../../common/problem/index.js';
import type { Photo } from './dto/photo.dto.js';
import { PhotoStore } from './photo-store.js';

const longestSide = 1600;
const quality = 78;
/** Villagers send pictures of what they met, some a day; nobody needs a store of hundreds. */
const villagersPerDay = 30;
/** A picture of more pixels than any phone takes is a bomb, not a photo. */
const mostPixels = 60_000_000;
/** Visits that show a photo: who must have uploaded it, and what it takes to see it. */
const shownBy = [
  { source: 'phone', uploader: 'visitor_id', permission: Permission.DoorRead },
  { source: 'paper', uploader: 'entered_by', permission: Permission.DoorNames },
] as const;
const accepted = new Set(['jpeg', 'png', 'webp']);

interface PhotoRow {
  id: string;
  uploadedSha256: string;
  sha256: string;
  bytes: number;
  width: number;
  height: number;
  uploaderId: string;
}

/** Photos of visits, papers, warnings and reports: re-encoded on arrival, which drops EXIF and anything hidden in the file. */
@Injectable()
export class PhotosService {
  constructor(
    private readonly store: PhotoStore,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Sending the same photo again is answered as the first time; other bytes under the same id are a conflict. */
  async add(actor: Actor, id: string, uploaded: Buffer): Promise<Photo> {
    const uploadedSha256 = sha256Hex(uploaded);
    const earlier = await this.find(id);
    if (earlier) return answerAgain(earlier, uploadedSha256, actor);
    if (!actor.can(Permission.VisitEnter)) await this.requireFew(actor);
    const image = await encode(uploaded);
    await this.store.put(id, image.data);
    const photo: Photo = {
      id,
      sha256: sha256Hex(image.data),
      bytes: image.data.length,
      width: image.info.width,
      height: image.info.height,
    };
    try {
      await this.insert(actor, photo, uploadedSha256);
      return photo;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return answerAgain((await this.find(id))!, uploadedSha256, actor);
    }
  }

  /** The JPEG, for whoever took it and whoever may read a visit, a signed paper, a directive or a report that shows it. */
  async read(actor: Actor, id: string): Promise<Buffer> {
    const photo = await this.find(id);
    if (!photo || (photo.uploaderId !== actor.personId && !(await this.mayRead(actor, photo))))
      throw Problem.notFound();
    const bytes = await this.store.get(id);
    if (!bytes) throw Problem.notFound();
    return bytes;
  }

  private async find(id: string): Promise<PhotoRow | null> {
    const [row] = await this.database.query<PhotoRow>(
      `SELECT id, uploaded_sha256 AS uploadedSha256, sha256, bytes, width, height, uploader_id AS uploaderId
         FROM photos WHERE id = ?`,
      [id],
    );
    return row ?? null;
  }

  private async insert(actor: Actor, photo: Photo, uploadedSha256: string): Promise<void> {
    await this.database.transaction(async (transaction) => {
      await transaction.insert('photos', [
        {
          id: photo.id,
          uploaded_sha256: uploadedSha256,
          sha256: photo.sha256,
          bytes: photo.bytes,
          width: photo.width,
          height: photo.height,
          uploader_id: actor.personId,
          created_at: this.clock.now(),
        },
      ]);
      transaction.record({
        type: 'photo.added',
        actorId: actor.personId,
        subject: { kind: 'photo', id: photo.id },
        facts: { sha256: photo.sha256, bytes: photo.bytes },
      });
    });
  }

  private async requireFew({ personId }: Actor): Promise<void> {
    const [row] = await this.database.query<{ sent: number | string }>(
      'SELECT COUNT(*) AS sent FROM photos WHERE uploader_id = ? AND created_at > ?',
      [personId, this.clock.now() - dayMs],
    );
    if (Number(row!.sent) < villagersPerDay) return;
    throw new Problem(429, ErrorCode.TooManyRequests, { retryAfterSeconds: dayMs / 1000 });
  }

  private async mayRead(actor: Actor, photo: PhotoRow): Promise<boolean> {
    return (
      (await this.isOnReadableVisit(actor, photo)) ||
      (await this.isOnReadableSignature(actor, photo)) ||
      (await this.isOnReadableReport(actor, photo)) ||
      (await this.isOnReadableDirective(actor, photo))
    );
  }

  /** What a villager met, for those who read the reports of their place. */
  private async isOnReadableReport(actor: Actor, { id, uploaderId }: PhotoRow): Promise<boolean> {
    const scope = withinPaths('r.path', actor.pathsFor(Permission.CascadeRead));
    const rows = await this.database.query(
      `SELECT s.id FROM scam_reports s JOIN regions r ON r.id = s.region_id
        WHERE s.person_id = ? AND s.photo_ids LIKE ? AND ${scope.sql} LIMIT 1`,
      [uploaderId, `%"${id}"%`, ...scope.parameters],
    );
    return rows.length > 0;
  }

  /** Whoever approves a draft sees its pictures. A writer can add only their own, so naming one shows nothing new. */
  private async isOnReadableDirective(actor: Actor, { id }: PhotoRow): Promise<boolean> {
    const scope = withinPaths('r.path', actor.pathsFor(Permission.CascadeRead));
    const rows = await this.database.query(
      `SELECT d.id FROM directives d JOIN regions r ON r.id = d.region_id
        WHERE ${scope.sql} AND (d.draft LIKE ? OR EXISTS (
                SELECT 1 FROM directive_versions v WHERE v.directive_id = d.id AND v.content LIKE ?)) LIMIT 1`,
      [...scope.parameters, `%"${id}"%`, `%"${id}"%`],
    );
    return rows.length > 0;
  }

  /** A signed page names its signer. */
  private async isOnReadableSignature(actor: Actor, { id, uploaderId }: PhotoRow): Promise<boolean> {
    const scope = withinPaths('r.path', actor.pathsFor(Permission.DoorNames));
    const rows = await this.database.query(
      `SELECT s.id FROM sittings t JOIN signatures s ON s.sitting_id = t.id
         JOIN doors d ON d.id = s.door_id JOIN regions r ON r.id = d.grid_id
        WHERE t.witness_id = ? AND t.method = 'paper' AND s.evidence LIKE ? AND ${scope.sql} LIMIT 1`,
      [uploaderId, `%"${id}"%`, ...scope.parameters],
    );
    return rows.length > 0;
  }

  /** A page of a paper register names many households, so it is shown only to those who may read names there. */
  private async isOnReadableVisit(actor: Actor, { id, uploaderId }: PhotoRow): Promise<boolean> {
    for (const { source, uploader, permission } of shownBy) {
      const scope = withinPaths('r.path', actor.pathsFor(permission));
      const rows = await this.database.query(
        `SELECT v.id FROM visits v JOIN doors d ON d.id = v.door_id JOIN regions r ON r.id = d.grid_id
          WHERE v.${uploader} = ? AND v.source = ? AND v.photo_ids LIKE ? AND ${scope.sql} LIMIT 1`,
        [uploaderId, source, `%"${id}"%`, ...scope.parameters],
      );
      if (rows.length > 0) return true;
    }
    return false;
  }
}

async function encode(uploaded: Buffer): Promise<{ data: Buffer; info: sharp.OutputInfo }> {
  try {
    const image = sharp(uploaded, { limitInputPixels: mostPixels, failOn: 'error' });
    const { format } = await image.metadata();
    if (!accepted.has(format ?? '')) throw new Error('not a photo');
    return await image
      .rotate()
      .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality, mozjpeg: true })
      .toBuffer({ resolveWithObject: true });
  } catch {
    throw new Problem(422, ErrorCode.PhotoUnreadable);
  }
}

function answerAgain(photo: PhotoRow, uploadedSha256: string, actor: Actor): Photo {
  if (photo.uploadedSha256 !== uploadedSha256 || photo.uploaderId !== actor.personId) throw Problem.conflict();
  const { id, sha256, bytes, width, height } = photo;
  return { id, sha256, bytes: Number(bytes), width, height };
}
