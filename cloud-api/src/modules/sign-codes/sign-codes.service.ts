import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor, Permission } from '../../common/auth/index.js';
import { Clock } from '../../common/clock/index.js';
import { Cipher, sha256Hex } from '../../common/crypto/index.js';
import { Database, isDuplicateKey, type Queryable, StaleRead, type Transaction } from '../../common/database/index.js';
import { Problem } from '../../common/problem/index.js';
import { DoorLinks, DoorsService, mayAt } from '../doors/index.js';
import { RegionsService } from '../regions/index.js';
import type { NewSignCode, SignCode, SignCodeLink, SignCodeQuery } from './dto/sign-code.dto.js';
import { type CodeRecord, SignCodeRepository } from './sign-code.repository.js';
import { type CodeFault, faultOf, sceneBytes } from './sign-code.rules.js';
import { SignCodeWays } from './sign-code-ways.js';

const hourMs = 3_600_000;

/** What a scanned scene leads to; `fault` says why it no longer does. */
export interface ScannedCode {
  id: string;
  /** The door that stands today, also where the code's own was merged into it. */
  doorId: string | null;
  letterRoundId: string | null;
  expiresAt: number;
  fault: CodeFault | null;
}

/** What a code leads to and for how long; whoever asks has been judged. */
type CodeDraft = Pick<CodeRecord, 'id' | 'doorId' | 'letterRoundId' | 'regionId' | 'expiresAt'>;

/** Codes at doors and in workrooms that lead people to the papers they owe. */
@Injectable()
export class SignCodesService {
  constructor(
    private readonly codes: SignCodeRepository,
    private readonly ways: SignCodeWays,
    private readonly doors: DoorsService,
    private readonly links: DoorLinks,
    private readonly regions: RegionsService,
    private readonly cipher: Cipher,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async create(actor: Actor, { id, doorId, hours }: NewSignCode): Promise<SignCode> {
    const door = await this.requireDoor(actor, doorId);
    const expiresAt = this.clock.now() + hours * hourMs;
    const draft = { id, doorId: door.id, letterRoundId: null, regionId: door.gridId, expiresAt };
    return this.database.transaction((transaction) => this.issue(transaction, actor, draft));
  }

  /** Those of the door and of the doors that were merged into it, the newest first, at most 50. */
  async list(actor: Actor, { doorId }: SignCodeQuery): Promise<SignCode[]> {
    const door = await this.requireDoor(actor, doorId);
    const merged = await this.links.mergedInto(this.database, [door.id]);
    const doorIds = [door.id, ...merged.map(({ fromId }) => fromId)];
    return this.describe(this.database, await this.codes.ofDoors(this.database, doorIds));
  }

  /** A PNG to print or to show. */
  async picture(actor: Actor, id: string): Promise<Buffer> {
    return this.ways.picture(this.sceneOf(await this.requireWorking(actor, id)));
  }

  async link(actor: Actor, id: string): Promise<SignCodeLink> {
    const code = await this.requireWorking(actor, id);
    return this.ways.link(this.sceneOf(code), code.expiresAt);
  }

  /** Null when nobody ever made such a code. */
  async scan(on: Queryable, scene: string): Promise<ScannedCode | null> {
    return (await this.scanAll(on, [scene])).get(scene) ?? null;
  }

  /** By scene; those of codes that nobody ever made are left out. */
  async scanAll(on: Queryable, scenes: readonly string[]): Promise<Map<string, ScannedCode>> {
    if (scenes.length === 0) return new Map();
    const codes = await this.codes.byHashes(on, scenes.map(sha256Hex));
    const doorIds = codes.flatMap(({ doorId }) => doorId ?? []);
    const survivors = await this.links.survivors(on, doorIds);
    const byHash = new Map(codes.map((code) => [code.tokenHash, this.scanned(code, survivors)]));
    return new Map(
      scenes.flatMap((scene) => {
        const code = byHash.get(sha256Hex(scene));
        return code ? [[scene, code] as const] : [];
      }),
    );
  }

  /** A code for a round of 责任书; whoever calls has judged whether the actor may. */
  issueForRound(
    transaction: Transaction,
    actor: Actor,
    code: { id: string; letterRoundId: string; regionId: number; expiresAt: number },
  ): Promise<SignCode> {
    return this.issue(transaction, actor, { ...code, doorId: null });
  }

  async revoke(actor: Actor, id: string): Promise<void> {
    const code = await this.requireOwn(actor, id);
    await this.database.transaction(async (transaction) => {
      if (!(await this.codes.revoke(transaction, id, this.clock.now()))) return;
      transaction.record({
        type: 'sign_code.revoked',
        actorId: actor.personId,
        subject: { kind: 'sign_code', id },
        regionId: code.regionId,
        facts: { doorId: code.doorId, letterRoundId: code.letterRoundId },
      });
    });
  }

  private scanned(code: CodeRecord, survivors: ReadonlyMap<string, string>): ScannedCode {
    const { id, doorId, letterRoundId, expiresAt } = code;
    const doorNow = doorId === null ? null : (survivors.get(doorId) ?? doorId);
    return { id, doorId: doorNow, letterRoundId, expiresAt, fault: faultOf(code, this.clock.now()) };
  }

  /** The code of this id: made now, or before when it was the same. */
  private async issue(transaction: Transaction, actor: Actor, draft: CodeDraft): Promise<SignCode> {
    const earlier = await this.codes.find(transaction, draft.id);
    if (earlier) return this.answerAgain(transaction, actor, draft, earlier);
    const scene = randomBytes(sceneBytes).toString('base64url');
    const record: CodeRecord = {
      ...draft,
      tokenHash: sha256Hex(scene),
      tokenCipher: this.cipher.encrypt(scene),
      createdBy: actor.personId,
      createdAt: this.clock.now(),
      revokedAt: null,
    };
    try {
      await this.codes.insert(transaction, record);
    } catch (error) {
      if (isDuplicateKey(error)) throw new StaleRead('the same code was made by another request');
      throw error;
    }
    transaction.record({
      type: 'sign_code.issued',
      actorId: actor.personId,
      subject: { kind: 'sign_code', id: draft.id },
      regionId: draft.regionId,
      facts: { doorId: draft.doorId, letterRoundId: draft.letterRoundId, expiresAt: draft.expiresAt },
    });
    return (await this.describe(transaction, [record]))[0]!;
  }

  private async answerAgain(on: Queryable, actor: Actor, draft: CodeDraft, earlier: CodeRecord): Promise<SignCode> {
    const [described] = await this.describe(on, [earlier]);
    const isSame = described!.doorId === draft.doorId && earlier.letterRoundId === draft.letterRoundId;
    if (!isSame || earlier.createdBy !== actor.personId) throw Problem.conflict('id_reused');
    return described!;
  }

  private async requireDoor(actor: Actor, doorId: string) {
    const door = await this.doors.requireReadable(actor, doorId);
    if (!mayAt(actor, Permission.VisitEnter, door)) throw Problem.notFound();
    return door;
  }

  /** At a door whoever may enter what happened there; of a round of 责任书 whoever may send it. */
  private async requireOwn(actor: Actor, id: string): Promise<CodeRecord> {
    const code = await this.codes.find(this.database, id);
    if (!code) throw Problem.notFound();
    if (code.doorId !== null) await this.requireDoor(actor, code.doorId);
    else await this.requireSender(actor, code.regionId);
    return code;
  }

  private async requireSender(actor: Actor, regionId: number): Promise<void> {
    const region = await this.regions.require(this.database, regionId);
    if (!actor.canAt(Permission.LetterManage, region.path)) throw Problem.notFound();
  }

  private async requireWorking(actor: Actor, id: string): Promise<CodeRecord> {
    const code = await this.requireOwn(actor, id);
    const fault = faultOf(code, this.clock.now());
    if (fault) throw Problem.conflict(fault);
    return code;
  }

  private sceneOf(code: CodeRecord): string {
    return this.cipher.decrypt(code.tokenCipher);
  }

  private async describe(on: Queryable, records: readonly CodeRecord[]): Promise<SignCode[]> {
    const doorIds = records.flatMap(({ doorId }) => doorId ?? []);
    const survivors = await this.links.survivors(on, doorIds);
    const doorNow = (doorId: string) => survivors.get(doorId) ?? doorId;
    const doorLabels = await this.codes.doorLabels(on, [...new Set(doorIds.map(doorNow))]);
    const roundIds = records.flatMap(({ letterRoundId }) => letterRoundId ?? []);
    const titles = roundIds.length > 0 ? await this.codes.roundTitles(on, roundIds) : new Map<string, string>();
    return records.map((record) => {
      const doorId = record.doorId === null ? null : doorNow(record.doorId);
      const label = doorId === null ? titles.get(record.letterRoundId ?? '') : doorLabels.get(doorId);
      const { id, letterRoundId, createdAt, expiresAt, revokedAt } = record;
      return { id, doorId, letterRoundId, label: label ?? '', createdAt, expiresAt, revoked: revokedAt !== null };
    });
  }
}
