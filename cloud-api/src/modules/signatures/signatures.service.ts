import { Injectable } from '@nestjs/common';
import { type Actor, Permission } from '../../common/auth/index.js';
import { Database } from '../../common/database/index.js';
import { ErrorCode, Problem } from '../../common/problem/index.js';
import { Configuration } from '../../config/index.js';
import { DoorsService, mayAt } from '../doors/index.js';
import { ResidentDirectory } from '../people/index.js';
import { RegionsService } from '../regions/index.js';
import { SignCodesService } from '../sign-codes/index.js';
import type { MyPapers, OpenedCode, SignatureBrief, SignatureDetail } from './dto/signature.dto.js';
import { PapersService } from './papers.service.js';
import { toBrief, toDetail } from './signature.mapper.js';
import { type InspectedSignature, SignatureReader } from './signature-reader.js';
import type { SignatureRecord } from './signature-record.js';

/** Signatures as those see them who may. They are written by commands; nobody else does. */
@Injectable()
export class SignaturesService {
  constructor(
    private readonly reader: SignatureReader,
    private readonly papers: PapersService,
    private readonly codes: SignCodesService,
    private readonly doors: DoorsService,
    private readonly residents: ResidentDirectory,
    private readonly regions: RegionsService,
    private readonly database: Database,
    private readonly configuration: Configuration,
  ) {}

  /** The papers of the actor's own household, and what they signed anywhere. */
  async mine(actor: Actor): Promise<MyPapers> {
    const home = actor.residentId === null ? null : await this.residents.homeOf(actor.residentId);
    const signed = (await this.reader.of(actor.personId, actor.residentId)).map((record) => toBrief(record, true));
    signed.reverse();
    if (!home) return { doorId: null, doorLabel: null, villageId: null, signers: [], owed: [], signed };
    return {
      doorId: home.doorId,
      doorLabel: home.label,
      villageId: home.villageId,
      signers: await this.papers.signersAt(this.database, home.doorId, actor.residentId),
      owed: await this.papers.papersAt(this.database, home.doorId),
      signed,
    };
  }

  /** Where a scanned code leads; what makes it useless is a Problem with its own sentence. */
  async open(actor: Actor, scene: string): Promise<OpenedCode> {
    const code = await this.codes.scan(this.database, scene);
    if (!code) throw new Problem(404, ErrorCode.SignCodeUnknown);
    if (code.fault === 'code_expired') throw new Problem(410, ErrorCode.SignCodeExpired);
    if (code.fault === 'code_revoked') throw new Problem(410, ErrorCode.SignCodeRevoked);
    const { id: codeId, letterRoundId } = code;
    if (code.doorId === null) return { codeId, letterRoundId, door: null };
    const { doorId, doorLabel, villageId, signers, owed } = await this.mine(actor);
    if (doorId !== code.doorId) throw new Problem(403, ErrorCode.SignCodeOfOtherHousehold);
    return { codeId, letterRoundId, door: { doorId, label: doorLabel!, villageId: villageId!, signers, owed } };
  }

  /** Newest first; names are masked for those who may not read them. */
  async ofDoor(actor: Actor, doorId: string): Promise<SignatureBrief[]> {
    const door = await this.doors.requireReadable(actor, doorId);
    const mayName = mayAt(actor, Permission.DoorNames, door);
    const records = await this.reader.ofDoor(door.id);
    return records.reverse().map((record) => toBrief(record, mayName));
  }

  async one(actor: Actor, id: string): Promise<SignatureDetail> {
    const { record, checks } = await this.requireInspected(actor, id);
    const doorLabel = record.doorId === null ? null : await this.doors.labelOf(this.database, record.doorId);
    return toDetail(record, checks, { doorLabel, publicUrl: this.configuration.publicUrl });
  }

  async ink(actor: Actor, id: string): Promise<Buffer> {
    const { ink } = await this.requireReadable(actor, id);
    if (!ink) throw Problem.notFound();
    return ink.image;
  }

  /** The signature, for those who may read names where it was given, its signer and the signer's household. */
  async requireReadable(actor: Actor, id: string): Promise<SignatureRecord> {
    const record = await this.reader.byId(id);
    if (!record || !(await this.mayRead(actor, record))) throw Problem.notFound();
    return record;
  }

  /** The same with everything recomputed, of one reading: what was judged is what is shown. */
  async requireInspected(actor: Actor, id: string): Promise<InspectedSignature> {
    const inspected = await this.reader.inspectId(id);
    if (!inspected || !(await this.mayRead(actor, inspected.record))) throw Problem.notFound();
    return inspected;
  }

  private async mayRead(actor: Actor, record: SignatureRecord): Promise<boolean> {
    // A witness reads it by their post at the door, and no longer than they hold it.
    if (record.evidence?.personId === actor.personId) return true;
    if (record.doorId !== null) {
      const home = actor.residentId === null ? null : await this.residents.homeOf(actor.residentId);
      if (home?.doorId === record.doorId) return true;
      const door = await this.doors.find(this.database, actor, record.doorId);
      return door !== undefined && mayAt(actor, Permission.DoorNames, door);
    }
    if (record.regionId === null) return false;
    const region = await this.regions.require(this.database, record.regionId);
    return actor.canAt(Permission.LetterManage, region.path);
  }
}
