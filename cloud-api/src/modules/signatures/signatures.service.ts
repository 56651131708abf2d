import { Injectable } from '@nestjs/common';
import { type Actor, Permission } from '../../common/auth/index.js';
import { businessDate, Clock } from '../../common/clock/index.js';
import { Cipher } from '../../common/crypto/index.js';
import { Database, type Queryable } from '../../common/database/index.js';
import { ErrorCode, Problem } from '../../common/problem/index.js';
import { Configuration } from '../../config/index.js';
import { DocumentsService } from '../documents/index.js';
import { DoorsService, mayAt } from '../doors/index.js';
import { ResidentDirectory } from '../people/index.js';
import { PlansService, type Relation } from '../plans/index.js';
import { RegionsService } from '../regions/index.js';
import { SignCodesService } from '../sign-codes/index.js';
import type {
  DoorPapers,
  HouseholdSigner,
  MyPapers,
  OpenedCode,
  SignatureBrief,
  SignatureDetail,
} from './dto/signature.dto.js';
import { openPersonal } from './kept-values.js';
import { type LetterBook, LetterBooks } from './letter-book.js';
import { type DoorPaperFacts, isAdult, owedToday, type OwedPaper, settledBy, whyMissing } from './papers.rules.js';
import { toBrief, toDetail } from './signature.mapper.js';
import { SignatureReader } from './signature-reader.js';
import { type OwedSignatureRow, SignatureRepository } from './signature.repository.js';
import type { SignatureRecord } from './signature-record.js';

/** What others may know of signatures. They are written by commands; nobody else does. */
@Injectable()
export class SignaturesService {
  constructor(
    private readonly signatures: SignatureRepository,
    private readonly reader: SignatureReader,
    private readonly letterBooks: LetterBooks,
    private readonly codes: SignCodesService,
    private readonly documents: DocumentsService,
    private readonly doors: DoorsService,
    private readonly residents: ResidentDirectory,
    private readonly plans: PlansService,
    private readonly regions: RegionsService,
    private readonly database: Database,
    private readonly cipher: Cipher,
    private readonly clock: Clock,
    private readonly configuration: Configuration,
  ) {}

  /** The papers of the actor's own household, and what they signed anywhere. */
  async mine(actor: Actor): Promise<MyPapers> {
    const home = actor.residentId === null ? null : await this.residents.homeOf(actor.residentId);
    const signed = (await this.reader.of(actor.personId, actor.residentId)).map((record) => toBrief(record, true));
    signed.reverse();
    if (!home) return { doorId: null, doorLabel: null, villageId: null, signers: [], owed: [], signed };
    const papers = await this.papersAt(this.database, [home.doorId]);
    return {
      doorId: home.doorId,
      doorLabel: home.label,
      villageId: home.villageId,
      signers: await this.signersOf(home.doorId, actor.residentId),
      owed: papers.get(home.doorId)?.owed ?? [],
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
    await this.requireReadable(actor, id);
    const { record, checks } = (await this.reader.inspectId(id))!;
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

  addLetterBook(book: LetterBook): void {
    this.letterBooks.keep(book);
  }

  /** Of the letters, those that are signed. */
  async ofLetters(
    on: Queryable,
    letterIds: readonly string[],
  ): Promise<Map<string, { signatureId: string; signedAt: number }>> {
    const rows = await this.signatures.ofLetters(on, letterIds);
    return new Map(
      rows.map(({ letterId, id, signedAt }) => [letterId, { signatureId: id, signedAt: Number(signedAt) }]),
    );
  }

  /** What was signed and declined at each door, oldest first; doors without either are left out. */
  async facts(on: Queryable, doorIds: readonly string[]): Promise<Map<string, DoorPaperFacts>> {
    const facts = new Map<string, DoorPaperFacts>();
    const of = (doorId: string) => {
      const known = facts.get(doorId) ?? { signed: [], declines: [] };
      facts.set(doorId, known);
      return known;
    };
    for (const { id, doorId, templateKey, residentId, signedAt, endedAt } of await this.signatures.facts(on, doorIds)) {
      of(doorId).signed.push({
        signatureId: id,
        templateKey,
        residentId,
        signedOn: businessDate(Number(signedAt)),
        endedOn: endedAt === null ? null : businessDate(Number(endedAt)),
      });
    }
    for (const { doorId, reason, declinedAt, templates } of await this.signatures.declines(on, doorIds)) {
      of(doorId).declines.push({
        on: businessDate(Number(declinedAt)),
        reason,
        templates: JSON.parse(templates) as string[],
      });
    }
    return facts;
  }

  /** How owed papers stand, as the phone shows them; names as they are, the caller masks them. */
  async papersOf(
    on: Queryable,
    owedByDoor: ReadonlyMap<string, readonly OwedPaper[]>,
  ): Promise<Map<string, DoorPapers>> {
    const doorIds = [...owedByDoor].filter(([, owed]) => owed.length > 0).map(([doorId]) => doorId);
    const papers = new Map<string, DoorPapers>();
    if (doorIds.length === 0) return papers;
    const titles = await this.documents.titles(on);
    const facts = await this.facts(on, doorIds);
    const rows = new Map((await this.signatures.owedSignatures(on, doorIds)).map((row) => [row.id, row]));
    const declines = await this.signatures.declines(on, doorIds);
    for (const doorId of doorIds) {
      const owed = owedByDoor.get(doorId)!;
      const known = facts.get(doorId) ?? { signed: [], declines: [] };
      const settled = owed.map((paper) => settledBy(paper, known.signed, { from: '', until: null }));
      const missing = owed.filter((_, index) => settled[index] === undefined);
      const declined = whyMissing(missing, known);
      papers.set(doorId, {
        owed: owed.map((paper, index) => ({
          templateKey: paper.templateKey,
          kind: paper.kind,
          title: titles.get(paper.templateKey) ?? paper.templateKey,
          residentId: paper.residentId,
          ...this.settlement(rows.get(settled[index]?.signatureId ?? '')),
        })),
        declined,
        declinedAt:
          declined === null
            ? null
            : Number(declines.findLast((row) => row.doorId === doorId && row.reason === declined)!.declinedAt),
      });
    }
    return papers;
  }

  /** The papers that the doors owe today, and how they stand. */
  private async papersAt(on: Queryable, doorIds: readonly string[]): Promise<Map<string, DoorPapers>> {
    const today = this.clock.today();
    const plans = await this.plans.judging(on);
    const facts = await this.doors.facts(on, doorIds);
    return this.papersOf(on, new Map(facts.map((door) => [door.id, owedToday(door, plans, today)])));
  }

  private settlement(
    row: OwedSignatureRow | undefined,
  ): Omit<DoorPapers['owed'][number], 'templateKey' | 'kind' | 'title' | 'residentId'> {
    if (!row) return { signed: false, signatureId: null, signedAt: null, signerName: null, method: null };
    return {
      signed: true,
      signatureId: row.id,
      signedAt: Number(row.signedAt),
      signerName: this.signerName(row.personal),
      method: row.method as DoorPapers['owed'][number]['method'],
    };
  }

  private signerName(personal: string | null): string | null {
    return openPersonal(this.cipher, personal)?.signer.value.name ?? null;
  }

  private async signersOf(doorId: string, selfId: string | null): Promise<HouseholdSigner[]> {
    const residents = await this.doors.residents(this.database, [doorId]);
    return residents
      .filter(({ birthMonth }) => isAdult(birthMonth, this.clock.today()))
      .map(({ id, name, relation }) => ({
        residentId: id,
        name,
        relation: relation as Relation,
        self: id === selfId,
      }));
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
