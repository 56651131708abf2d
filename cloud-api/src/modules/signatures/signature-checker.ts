import { Injectable } from '@nestjs/common';
import { Cipher, KeyRing, sha256Hex } from '../../common/crypto/index.js';
import type { Queryable } from '../../common/database/index.js';
import { EventLog, type LoggedEvent } from '../../common/events/index.js';
import { DoorLinks } from '../doors/index.js';
import { PhotoStore } from '../files/index.js';
import { TimestampsService } from '../timestamps/index.js';
import type { SignatureCheck } from './dto/signature.dto.js';
import { CheckResult } from './dto/signature.dto.js';
import { type Evidence, type InkValues, type PersonalValues, sealedMessage } from './evidence.rules.js';
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
    const checks = new Map<string, SignatureCheck[]>();
    for (const stored of signatures) {
      checks.set(
        stored.id,
        checkSignature(stored, {
          isSealed: this.keyRing.verify(stored, sealedMessage(stored.digest)),
          personal: this.open<PersonalValues>(stored.sitting.personal),
          ink: this.open<InkValues>(stored.sitting.ink),
          photos: await this.photoHashes(stored),
          ...moved,
          reasonIn: (event) => this.reasonIn(event),
          timestamp: await this.timestampOf(on, stored),
        }),
      );
    }
    return checks;
  }

  /** Undefined for what somebody damaged. */
  private open<T>(stored: string | null): T | null | undefined {
    if (stored === null) return null;
    try {
      // Base64 is read leniently; what was stored is written in one way only.
      if (Buffer.from(stored, 'base64').toString('base64') !== stored) return undefined;
      return JSON.parse(this.cipher.decrypt(stored)) as T;
    } catch {
      return undefined;
    }
  }

  private reasonIn({ personal }: LoggedEvent): string | null {
    if (personal === null) return null;
    try {
      return (JSON.parse(this.eventLog.openPersonal(personal)) as { reason?: string }).reason ?? null;
    } catch {
      return null;
    }
  }

  private async timestampOf(on: Queryable, { sittingId, signedEvents }: StoredSignature): Promise<CheckResult> {
    const { digest } = (signedEvents[0]?.facts ?? {}) as { digest?: string };
    const { state, fault } = await this.timestamps.check(on, sittingId, digest ?? '');
    if (fault !== null) return CheckResult.Broken;
    return { none: CheckResult.None, pending: CheckResult.Pending, granted: CheckResult.Good }[state];
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
    return {
      isSameDoor: (before: string, door: string) => forebears.get(door)?.has(survivors.get(before) ?? before) ?? false,
      isSameResident: (before: string, resident: string) => renamed.get(before) === resident,
    };
  }
}

/** Of an evidence that nobody has vouched for yet. */
function photosIn(evidence: string): string[] {
  try {
    return (JSON.parse(evidence) as Evidence).photos.map(({ id }) => id);
  } catch {
    return [];
  }
}
