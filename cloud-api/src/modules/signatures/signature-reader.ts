import { Injectable } from '@nestjs/common';
import { canonicalHash, Cipher } from '../../common/crypto/index.js';
import { Database, type Queryable } from '../../common/database/index.js';
import type { DocumentContent } from '../documents/index.js';
import type { DocumentKind } from '../plans/index.js';
import { idsOfPath, Level, RegionsService } from '../regions/index.js';
import { TimestampsService } from '../timestamps/index.js';
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
    return stored && this.recordOf(this.database, stored);
  }

  /** Also as somebody typed it. */
  async byCode(typed: string): Promise<SignatureRecord | null> {
    const stored = await this.storedByCode(typed);
    return stored && this.recordOf(this.database, stored);
  }

  /** With everything recomputed; null for a code that nobody was given. */
  async inspectCode(typed: string): Promise<InspectedSignature | null> {
    const stored = await this.storedByCode(typed);
    return stored && this.inspect(stored);
  }

  async inspectId(id: string): Promise<InspectedSignature | null> {
    const stored = await this.stored.byId(this.database, id);
    return stored && this.inspect(stored);
  }

  /** Oldest first. */
  async ofDoor(doorId: string): Promise<SignatureRecord[]> {
    return this.recordsOf(await this.stored.ofDoor(this.database, doorId));
  }

  async of(personId: string, residentId: string | null): Promise<SignatureRecord[]> {
    return this.recordsOf(await this.stored.of(this.database, personId, residentId));
  }

  private async storedByCode(typed: string): Promise<StoredSignature | null> {
    const code = readVerifyCode(typed);
    return code === null ? null : this.stored.byCode(this.database, code);
  }

  private async inspect(stored: StoredSignature): Promise<InspectedSignature> {
    const [record, checks] = await Promise.all([
      this.recordOf(this.database, stored),
      this.checker.check(this.database, stored),
    ]);
    return { record, checks };
  }

  private async recordsOf(signatures: readonly StoredSignature[]): Promise<SignatureRecord[]> {
    const records = await Promise.all(signatures.map((stored) => this.recordOf(this.database, stored)));
    return records.sort((a, b) => a.signedAt - b.signedAt || (a.id < b.id ? -1 : 1));
  }

  private async recordOf(on: Queryable, stored: StoredSignature): Promise<SignatureRecord> {
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
      placeName: await this.placeName(on, stored.regionId),
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
      timestamp: (await this.timestamps.of(on, [stored.sittingId])).get(stored.sittingId)!,
    };
  }

  /** 蟒河镇台头村: the township and what lies below it, without grids and groups. */
  private async placeName(on: Queryable, regionId: number | null): Promise<string> {
    if (regionId === null) return '';
    const region = (await this.regions.byIds(on, [regionId])).get(regionId);
    if (!region) return '';
    const around = await this.regions.byIds(on, idsOfPath(region.path));
    return [...around.values()]
      .filter(({ level }) => named.includes(level))
      .sort((a, b) => a.path.length - b.path.length)
      .map(({ name }) => name)
      .join('');
  }
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
