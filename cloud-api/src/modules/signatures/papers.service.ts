import { Injectable } from '@nestjs/common';
import { businessDate, Clock } from '../../common/clock/index.js';
import { Cipher } from '../../common/crypto/index.js';
import type { Queryable } from '../../common/database/index.js';
import { DocumentsService } from '../documents/index.js';
import { DoorsService } from '../doors/index.js';
import { PlansService, type Relation } from '../plans/index.js';
import type { DoorPaper, DoorPapers, HouseholdSigner } from './dto/signature.dto.js';
import { openPersonal } from './kept-values.js';
import {
  type DeclineFacts,
  type DoorPaperFacts,
  isAdult,
  noPaperFacts,
  owedToday,
  type OwedPaper,
  type PaperFacts,
  settledBy,
  whyMissing,
} from './papers.rules.js';
import { SignatureRepository, type SignerRow } from './signature.repository.js';

/** What doors owe, who signed it, and why the rest is missing. */
@Injectable()
export class PapersService {
  constructor(
    private readonly signatures: SignatureRepository,
    private readonly documents: DocumentsService,
    private readonly doors: DoorsService,
    private readonly plans: PlansService,
    private readonly cipher: Cipher,
    private readonly clock: Clock,
  ) {}

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
      const at = Number(declinedAt);
      of(doorId).declines.push({ at, on: businessDate(at), reason, templates: JSON.parse(templates) as string[] });
    }
    return facts;
  }

  /** How owed papers stand, as the phone shows them; names as they are, the caller masks them. */
  async papersOf(
    on: Queryable,
    owedByDoor: ReadonlyMap<string, readonly OwedPaper[]>,
  ): Promise<Map<string, DoorPapers>> {
    const owing = [...owedByDoor].filter(([, owed]) => owed.length > 0);
    if (owing.length === 0) return new Map();
    const doorIds = owing.map(([doorId]) => doorId);
    const facts = await this.facts(on, doorIds);
    const standings = owing.map(([doorId, owed]) => standingNow(doorId, owed, facts.get(doorId) ?? noPaperFacts));
    const settled = standings.flatMap(({ papers }) => papers.flatMap(({ signature }) => signature?.signatureId ?? []));
    const signers = new Map((await this.signatures.signers(on, settled)).map((row) => [row.id, row]));
    const titles = await this.documents.titles(on);
    const described = ({ owed, signature }: JudgedPaper): DoorPaper => ({
      templateKey: owed.templateKey,
      kind: owed.kind,
      title: titles.get(owed.templateKey) ?? owed.templateKey,
      residentId: owed.residentId,
      ...this.settlement(signers.get(signature?.signatureId ?? '')),
    });
    return new Map(
      standings.map(({ doorId, papers, decline }) => [
        doorId,
        { owed: papers.map(described), declined: decline?.reason ?? null, declinedAt: decline?.at ?? null },
      ]),
    );
  }

  /** The papers that a door owes today, and how they stand. */
  async papersAt(on: Queryable, doorId: string): Promise<DoorPaper[]> {
    const today = this.clock.today();
    const plans = await this.plans.judging(on);
    const facts = await this.doors.facts(on, [doorId]);
    const papers = await this.papersOf(on, new Map(facts.map((door) => [door.id, owedToday(door, plans, today)])));
    return papers.get(doorId)?.owed ?? [];
  }

  /** The adults of the door; `selfId` is the resident who asks. */
  async signersAt(on: Queryable, doorId: string, selfId: string | null): Promise<HouseholdSigner[]> {
    const residents = await this.doors.residents(on, [doorId]);
    return residents
      .filter(({ birthMonth }) => isAdult(birthMonth, this.clock.today()))
      .map(({ id, name, relation }) => ({
        residentId: id,
        name,
        relation: relation as Relation,
        self: id === selfId,
      }));
  }

  private settlement(
    row: SignerRow | undefined,
  ): Pick<DoorPaper, 'signed' | 'signatureId' | 'signedAt' | 'signerName' | 'method'> {
    if (!row) return { signed: false, signatureId: null, signedAt: null, signerName: null, method: null };
    return {
      signed: true,
      signatureId: row.id,
      signedAt: Number(row.signedAt),
      signerName: openPersonal(this.cipher, row.personal)?.signer.value.name ?? null,
      method: row.method,
    };
  }
}

interface JudgedPaper {
  owed: OwedPaper;
  /** Undefined while it is missing. */
  signature: PaperFacts | undefined;
}

interface StandingNow {
  doorId: string;
  papers: JudgedPaper[];
  decline: DeclineFacts | undefined;
}

const withoutEnd = { from: '', until: null };

/** Only what is in force counts, from whatever time. */
function standingNow(doorId: string, owed: readonly OwedPaper[], facts: DoorPaperFacts): StandingNow {
  const papers = owed.map((paper) => ({ owed: paper, signature: settledBy(paper, facts.signed, withoutEnd) }));
  const missing = papers.filter(({ signature }) => signature === undefined).map((paper) => paper.owed);
  return { doorId, papers, decline: whyMissing(missing, facts) };
}
