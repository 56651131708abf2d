import { Injectable } from '@nestjs/common';
import { canonicalHash, Cipher } from '../../common/crypto/index.js';
import { Database } from '../../common/database/index.js';
import type { DocumentContent } from '../documents/index.js';
import type { DocumentKind } from '../plans/index.js';
import { idsOfPath, Level, type RegionRecord, RegionsService } from '../regions/index.js';
import { type TimestampState, TimestampsService } from '../timestamps/index.js';
import { type Evidence, photosIn } from './evidence.rules.js';
import { openInk, openPersonal } from './kept-values.js';
import { SignatureChecker } from './signature-checker.js';
import type { SignatureCheck } from './dto/signature.dto.js';
import type { SignatureRecord } from './signature-record.js';
import type { Mark, SignatureState, SigningMethod } from './signing.rules.js';
import { type StoredSignature, StoredSignatures } from './stored-signature.js';
import { readVerifyCode } from './verify-code.rules.js';

export interface InspectedSignature {
  record: SignatureRecord;
  checks: SignatureCheck[];
}

/** Signatures as others see them: opened, named, checked. */
@Injectable()
export class SignatureReader {
  constructor(
    private readonly stored: StoredSignatures,
    private readonly checker: SignatureChecker,
    private readonly timestamps: TimestampsService,
    private readonly regions: RegionsService,
    private readonly database: Database,
    private readonly cipher: Cipher,
  ) {}

  async byId(id: string): Promise<SignatureRecord | null> {
    const stored = await this.stored.byId(this.database, id);
    return stored && this.recordOf(stored);
  }

  /** With everything recomputed, by its code also as somebody typed it; null for one that nobody was given. */
  async inspectCode(typed: string): Promise<InspectedSignature | null> {
    const code = readVerifyCode(typed);
    const stored = code === null ? null : await this.stored.byCode(this.database, code);
    return stored && this.inspect(stored);
  }

  async inspectId(id: string): Promise<InspectedSignature | null> {
    const stored = await this.stored.byId(this.database, id);
    return stored && this.inspect(stored);
  }

  /** Oldest first. */
  async ofDoor(doorId: string): Promise<SignatureRecord[]> {
    return oldestFirst(await this.recordsOf(await this.stored.ofDoor(this.database, doorId)));
  }

  async of(personId: string, residentId: string | null): Promise<SignatureRecord[]> {
    return oldestFirst(await this.recordsOf(await this.stored.of(this.database, personId, residentId)));
  }

  private async inspect(stored: StoredSignature): Promise<InspectedSignature> {
    const [record, checks] = await Promise.all([this.recordOf(stored), this.checker.check(this.database, stored)]);
    return { record, checks };
  }

  private async recordOf(stored: StoredSignature): Promise<SignatureRecord> {
    return (await this.recordsOf([stored]))[0]!;
  }

  private async recordsOf(signatures: readonly StoredSignature[]): Promise<SignatureRecord[]> {
    if (signatures.length === 0) return [];
    const sittingIds = [...new Set(signatures.map(({ sittingId }) => sittingId))];
    const timestamps = await this.timestamps.of(this.database, sittingIds);
    const regionIds = signatures.flatMap(({ regionId }) => regionId ?? []);
    const places = await this.placeNames(regionIds);
    return signatures.map((stored) =>
      this.open(stored, places.get(stored.regionId ?? 0) ?? '', timestamps.get(stored.sittingId)!),
    );
  }

  private open(stored: StoredSignature, placeName: string, timestamp: TimestampState): SignatureRecord {
    const evidence = parsed<Evidence>(stored.evidence);
    // What cannot be opened is shown as if it were gone; the checks say that it was damaged.
    const personal = openPersonal(this.cipher, stored.sitting.personal) ?? null;
    const ink = openInk(this.cipher, stored.sitting.ink) ?? null;
    return {
      id: stored.id,
      sittingId: stored.sittingId,
      code: stored.code,
      kind: stored.kind as DocumentKind,
      templateKey: stored.templateKey,
      method: stored.sitting.method as SigningMethod,
      mark: stored.sitting.mark as Mark,
      state: (stored.ending?.kind ?? 'in_force') as SignatureState,
      doorId: stored.doorId,
      regionId: stored.regionId,
      placeName,
      signedAt: stored.signedAt,
      receivedAt: stored.receivedAt,
      sealedAt: stored.signedEvents[0]?.sealedAt ?? null,
      onReplacedVersion: stored.onReplacedVersion,
      digest: stored.digest,
      signature: stored.signature,
      algorithm: stored.algorithm,
      keyId: stored.keyId,
      evidence: evidence ?? null,
      evidenceText: stored.evidence,
      version: {
        id: stored.versionId,
        number: stored.version.number,
        hash: stored.version.hash,
        title: stored.version.title,
        content: contentOf(stored.version),
      },
      personal: personal && {
        signer: personal.signer.value,
        values: personal.papers[stored.id]?.value ?? {},
        place: personal.place?.value ?? null,
        openid: personal.account?.value.openid ?? null,
        phoneVerifiedAt: personal.account?.value.phoneVerifiedAt ?? null,
        device: personal.device?.value ?? null,
      },
      ink: ink && { strokes: ink.strokes.value, image: Buffer.from(ink.image.value, 'base64') },
      witnessName: stored.witnessName,
      photoIds: photosIn(stored.evidence),
      papers: evidence?.papersOfSitting?.length ?? 1,
      reading: evidence?.reading ?? { openedAt: stored.signedAt, dwellMs: 0, reachedEnd: false, playedMs: 0 },
      ending: stored.ending && {
        kind: stored.ending.kind as SignatureState,
        at: stored.ending.endedAt,
        byName: stored.ending.byName,
        reason: stored.ending.reason,
        replacedBy: stored.ending.replacedBy,
      },
      timestamp,
    };
  }

  /** By region, 蟒河镇台头村: the township and what lies below it, without grids and groups. */
  private async placeNames(regionIds: readonly number[]): Promise<Map<number, string>> {
    const regions = await this.regions.byIds(this.database, regionIds);
    const paths = [...regions.values()].map(({ path }) => path);
    const around = await this.regions.byIds(this.database, paths.flatMap(idsOfPath));
    return new Map([...regions.values()].map(({ id, path }) => [id, nameOf(path, around)]));
  }
}

function nameOf(path: string, regions: ReadonlyMap<number, RegionRecord>): string {
  return idsOfPath(path)
    .flatMap((id) => regions.get(id) ?? [])
    .filter(({ level }) => named.includes(level))
    .map(({ name }) => name)
    .join('');
}

function oldestFirst(records: readonly SignatureRecord[]): SignatureRecord[] {
  return [...records].sort((a, b) => a.signedAt - b.signedAt || (a.id < b.id ? -1 : 1));
}

const named: readonly Level[] = [Level.Township, Level.Village, Level.Unit];

/** Null for a text that is not the one that was published: nobody is shown it as what was signed. */
function contentOf({ content, hash }: StoredSignature['version']): DocumentContent | null {
  const read = parsed<DocumentContent>(content);
  return read !== null && canonicalHash(read) === hash ? read : null;
}

function parsed<T>(text: string): T | null {
  try {
    return JSON.parse(text) as T;
  } catch {
    return null;
  }
}
