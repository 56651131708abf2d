import { Injectable } from '@nestjs/common';
import { canonicalJson, Cipher, KeyRing, sha256Hex } from '../../common/crypto/index.js';
import type { Row, Transaction } from '../../common/database/index.js';
import type { SignedPaper } from './dto/signing-commands.dto.js';
import { evidenceText, type InkValues, type PersonalValues, sealedMessage, sittingDigest } from './evidence.rules.js';
import { SignatureRepository } from './signature.repository.js';
import type { SigningContext } from './signing-context.js';
import { methodOf, signedAtOf } from './signing-parts.js';
import { SigningMethod } from './signing.rules.js';
import { tellOfEnding } from './ending-event.js';
import { type AcceptedSitting, evidenceOf, inkOf, personalOf, regionOf } from './sitting-evidence.js';

interface SealedPaper {
  row: Row;
  digest: string;
  versionHash: string;
  templateKey: string;
  replaces: string | null;
}

/** Makes evidence of sittings, seals it, stores it and tells the log. */
@Injectable()
export class SittingWriter {
  constructor(
    private readonly signatures: SignatureRepository,
    private readonly cipher: Cipher,
    private readonly keyRing: KeyRing,
  ) {}

  async write(transaction: Transaction, sittings: readonly AcceptedSitting[], context: SigningContext): Promise<void> {
    const written = sittings.map((sitting) => ({ sitting, ...this.seal(sitting, context) }));
    await this.signatures.insertSittings(
      transaction,
      written.map(({ row }) => row),
    );
    await this.signatures.insertSignatures(
      transaction,
      written.flatMap(({ papers }) => papers.map(({ row }) => row)),
    );
    const replaced = written.flatMap(({ sitting, papers }) => papers.flatMap((paper) => replacement(sitting, paper)));
    await this.signatures.insertEndings(transaction, replaced);
    for (const { sitting, papers } of written) tellOfSitting(transaction, sitting, papers);
    for (const row of replaced) this.tellOfReplacement(transaction, row, written);
  }

  private tellOfReplacement(
    transaction: Transaction,
    row: Row,
    written: readonly { sitting: AcceptedSitting; papers: readonly SealedPaper[] }[],
  ): void {
    const by = written.find(({ papers }) => papers.some((paper) => paper.row.id === row.replaced_by))!;
    const ending = {
      signatureId: row.signature_id as string,
      kind: 'replaced',
      endedAt: row.ended_at as number,
      endedBy: row.ended_by as string,
      replacedBy: row.replaced_by as string,
    };
    tellOfEnding(transaction, this.keyRing, ending, {
      regionId: by.papers[0]!.row.region_id as number | null,
      doorId: by.sitting.door?.id ?? null,
    });
  }

  private seal(sitting: AcceptedSitting, context: SigningContext): { row: Row; papers: SealedPaper[] } {
    const { command, door } = sitting;
    const { payload } = command;
    const personal = personalOf(sitting, context);
    const ink = inkOf(sitting);
    const papers = payload.papers.map((paper) => this.sealPaper(paper, sitting, personal, ink, context));
    const isOwn = methodOf(payload) === SigningMethod.Wechat;
    const row = {
      id: command.id,
      method: methodOf(payload),
      mark: payload.mark,
      door_id: door?.id ?? null,
      region_id: regionOf(sitting, context),
      signer_resident_id: sitting.residentId,
      signer_person_id: isOwn ? command.author.personId : null,
      witness_id: isOwn ? null : command.author.personId,
      signed_at: signedAtOf(command),
      received_at: command.receivedAt,
      personal: this.cipher.encrypt(canonicalJson(personal)),
      ink: ink && this.cipher.encrypt(canonicalJson(ink)),
    };
    return { row, papers };
  }

  private sealPaper(
    paper: SignedPaper,
    sitting: AcceptedSitting,
    personal: PersonalValues,
    ink: InkValues | null,
    context: SigningContext,
  ): SealedPaper {
    const evidence = evidenceOf(paper, sitting, personal, ink, context);
    const text = evidenceText(evidence);
    const digest = sha256Hex(text);
    const seal = this.keyRing.sign(sealedMessage(digest));
    const { templateKey, kind, versionHash } = evidence.paper;
    const row = {
      id: paper.id,
      sitting_id: evidence.sitting,
      version_id: paper.versionId,
      template_key: templateKey,
      kind,
      door_id: evidence.doorId,
      region_id: evidence.regionId,
      resident_id: evidence.residentId,
      person_id: evidence.personId,
      letter_id: paper.letterId ?? null,
      signed_at: evidence.times.signedAt,
      received_at: evidence.times.receivedAt,
      evidence: text,
      digest,
      signature: seal.signature,
      algorithm: seal.algorithm,
      key_id: seal.keyId,
      code: evidence.code,
      on_replaced_version: evidence.paper.versionReplaced ? 1 : 0,
    };
    return { row, digest, versionHash, templateKey, replaces: evidence.replaces };
  }
}

function replacement({ command, ends }: AcceptedSitting, { row, replaces }: SealedPaper): Row[] {
  if (replaces === null || !ends.has(replaces)) return [];
  return [
    {
      signature_id: replaces,
      kind: 'replaced',
      ended_at: signedAtOf(command),
      ended_by: command.author.personId,
      replaced_by: row.id!,
      reason: null,
    },
  ];
}

function tellOfSitting(transaction: Transaction, sitting: AcceptedSitting, papers: readonly SealedPaper[]): void {
  const { command, door } = sitting;
  transaction.record({
    type: 'papers.signed',
    actorId: command.author.personId,
    subject: { kind: 'sitting', id: command.id },
    regionId: papers[0]!.row.region_id as number | null,
    facts: {
      method: methodOf(command.payload),
      doorId: door?.id ?? null,
      commandId: command.id,
      hash: command.hash,
      papers: papers.map(({ row, digest, versionHash, templateKey }) => ({
        id: row.id,
        digest,
        versionHash,
        templateKey,
      })),
      digest: sittingDigest(papers.map(({ digest }) => digest)),
    },
    doorIds: door ? [door.id] : [],
  });
}
