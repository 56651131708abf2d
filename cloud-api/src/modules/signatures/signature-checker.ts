import { Injectable } from '@nestjs/common';
import { Cipher, KeyRing, type Seal, sha256Hex } from '../../common/crypto/index.js';
import type { Queryable } from '../../common/database/index.js';
import { EventLog, type LoggedEvent } from '../../common/events/index.js';
import { DoorLinks } from '../doors/index.js';
import { PhotoStore } from '../files/index.js';
import { type CheckedTimestamp, TimestampsService } from '../timestamps/index.js';
import type { SignatureCheck } from './dto/signature.dto.js';
import { CheckResult } from './dto/signature.dto.js';
import { endingMessage, photosIn, sealedMessage } from './evidence.rules.js';
import { openInk, openPersonal } from './kept-values.js';
import { checkSignature } from './signature-check.rules.js';
import type { StoredSignature } from './stored-signature.js';

/** Recomputes everything that is claimed of signatures. */
@Injectable()
export class SignatureChecker {
  constructor(
    private readonly keyRing: KeyRing,
    private readonly cipher: Cipher,
    private readonly eventLog: EventLog,
    private readonly doorLinks: DoorLinks,
    private readonly photos: PhotoStore,
    private readonly timestamps: TimestampsService,
  ) {}

  async check(on: Queryable, stored: StoredSignature): Promise<SignatureCheck[]> {
    return (await this.checkAll(on, [stored])).get(stored.id)!;
  }

  /** By signature. */
  async checkAll(on: Queryable, signatures: readonly StoredSignature[]): Promise<Map<string, SignatureCheck[]>> {
    const moved = await this.moves(on, signatures);
    const timestamps = await this.timestamps.checkAll(on, new Map(signatures.map(sittingWithDigest)));
    const checks = new Map<string, SignatureCheck[]>();
    for (const stored of signatures) {
      checks.set(
        stored.id,
        checkSignature(stored, {
          isSealed: this.keyRing.verify(stored, sealedMessage(stored.digest)),
          personal: openPersonal(this.cipher, stored.sitting.personal),
          ink: openInk(this.cipher, stored.sitting.ink),
          photos: await this.photoHashes(stored),
          ...moved,
          reasonIn: (event) => this.reasonIn(event),
          isEndingSealed: (event) => this.isEndingSealed(event),
          timestamp: resultOf(timestamps.get(stored.sittingId)!),
        }),
      );
    }
    return checks;
  }

  private reasonIn({ personal }: LoggedEvent): string | null {
    if (personal === null) return null;
    try {
      return (JSON.parse(this.eventLog.openPersonal(personal)) as { reason?: string }).reason ?? null;
    } catch {
      return null;
    }
  }

  private isEndingSealed({ type, subjectId, facts }: LoggedEvent): boolean {
    const { endedAt, endedBy = null, replacedBy = null, seal } = facts as unknown as EndingFacts;
    const ending = { signatureId: subjectId, kind: type.replace('signature.', ''), endedAt, endedBy, replacedBy };
    return isSeal(seal) && this.keyRing.verify(seal, endingMessage(ending));
  }

  private async photoHashes(stored: StoredSignature): Promise<Map<string, string | null>> {
    const hashes = new Map<string, string | null>();
    for (const id of photosIn(stored.evidence)) {
      const bytes = await this.photos.get(id);
      hashes.set(id, bytes && sha256Hex(bytes));
    }
    return hashes;
  }

  /** Doors are merged and split, and residents called anew: what was signed then belongs to where it led. */
  private async moves(on: Queryable, signatures: readonly StoredSignature[]) {
    const moved = signatures.filter(
      ({ doorId, residentId, sitting }) => doorId !== sitting.doorId || residentId !== sitting.residentId,
    );
    const then = new Set(moved.flatMap(({ sitting }) => sitting.doorId ?? []));
    const now = new Set(moved.flatMap(({ doorId }) => doorId ?? []));
    const survivors = await this.doorLinks.survivors(on, [...then]);
    const forebears = await this.doorLinks.forebears(on, [...now]);
    const lineage = new Set([...forebears.values()].flatMap((doors) => [...doors]));
    const renamed = await this.doorLinks.renamedResidents(on, [...lineage]);
    const homes = await this.doorLinks.homes(
      on,
      moved.flatMap(({ residentId }) => residentId ?? []),
    );
    return {
      isSameDoor: (before: string, door: string, residentId: string | null) => {
        const survivor = survivors.get(before) ?? before;
        if (survivor === door) return true;
        // Out of a door that is split nothing goes but what those signed who went.
        const lives = residentId === null ? undefined : (homes.get(residentId) ?? door);
        return lives === door && (forebears.get(door)?.has(survivor) ?? false);
      },
      isSameResident: (before: string, resident: string) => renamed.get(before) === resident,
    };
  }
}

interface EndingFacts {
  endedAt: number;
  endedBy?: string | null;
  replacedBy?: string | null;
  seal?: unknown;
}

function isSeal(value: unknown): value is Seal {
  const { signature, algorithm, keyId } = (value ?? {}) as Partial<Record<keyof Seal, unknown>>;
  return [signature, algorithm, keyId].every((part) => typeof part === 'string');
}

/** A sitting with the digest that the log tells of. */
function sittingWithDigest({ sittingId, signedEvents }: StoredSignature): [string, string] {
  const digest = signedEvents[0]?.facts.digest;
  return [sittingId, typeof digest === 'string' ? digest : ''];
}

function resultOf({ state, fault }: CheckedTimestamp): CheckResult {
  if (fault !== null) return CheckResult.Broken;
  return { none: CheckResult.None, pending: CheckResult.Pending, granted: CheckResult.Good }[state];
}
