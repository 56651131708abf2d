import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { businessDate } from '../../common/clock/index.js';
import { canonicalJson, Cipher, KeyRing, sha256Hex } from '../../common/crypto/index.js';
import type { Row, Transaction } from '../../common/database/index.js';
import type { DocumentValues } from '../documents/index.js';
import type { DoorState } from '../doors/index.js';
import type { SignedPaper } from './dto/signing-commands.dto.js';
import {
  commitmentOf,
  type Evidence,
  evidenceText,
  type InkValues,
  type PersonalValues,
  type Salted,
  sealedMessage,
  sittingDigest,
} from './evidence.rules.js';
import { SignatureRepository } from './signature.repository.js';
import { type SigningContext, villageOf } from './signing-context.js';
import { methodOf, photosOf, type SigningCommand, signedAtOf } from './signing-parts.js';
import { SigningMethod } from './signing.rules.js';
import { toVerifyCode } from './verify-code.rules.js';

/** A sitting that was judged good, with whose it is. */
export interface AcceptedSitting {
  command: SigningCommand;
  door: DoorState | null;
  /** The resident who signs, when the door has such a one. */
  residentId: string | null;
}

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
    const ending = written.flatMap(({ sitting, papers }) => papers.flatMap((paper) => replacement(sitting, paper)));
    const ended = await this.signatures.ended(
      transaction,
      ending.map((row) => row.signature_id as string),
    );
    const replaced = ending.filter((row) => !ended.has(row.signature_id as string));
    await this.signatures.insertEndings(transaction, replaced);
    for (const { sitting, papers } of written) tellOfSitting(transaction, sitting, papers);
    for (const row of replaced) tellOfReplacement(transaction, row, written);
  }

  private seal(sitting: AcceptedSitting, context: SigningContext): { row: Row; papers: SealedPaper[] } {
    const { command, door } = sitting;
    const { payload } = command;
    const personal = this.personalOf(sitting, context);
    const ink: InkValues | null = payload.ink
      ? { strokes: salted(payload.ink.strokes), image: salted(payload.ink.image) }
      : null;
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

  private personalOf(sitting: AcceptedSitting, context: SigningContext): PersonalValues {
    const { signer, location, device, papers } = sitting.command.payload;
    const { residentId: _, ...who } = signer;
    const isOwn = methodOf(sitting.command.payload) === SigningMethod.Wechat;
    const account = isOwn ? context.accounts.get(sitting.command.author.personId) : undefined;
    return {
      signer: salted(who),
      place: location
        ? salted({
            latitude: coarse(location.latitude),
            longitude: coarse(location.longitude),
            accuracyMetres: Math.round(location.accuracy),
          })
        : null,
      account: account ? salted(account) : null,
      device: device ? salted(device) : null,
      papers: Object.fromEntries(papers.map((paper) => [paper.id, salted(valuesOf(paper, sitting, context))])),
    };
  }
}

function evidenceOf(
  paper: SignedPaper,
  sitting: AcceptedSitting,
  personal: PersonalValues,
  ink: InkValues | null,
  context: SigningContext,
): Evidence {
  const { command, door, residentId } = sitting;
  const { payload } = command;
  const version = context.versions.get(paper.versionId)!;
  const isOwn = methodOf(payload) === SigningMethod.Wechat;
  return {
    schema: 1,
    id: paper.id,
    sitting: command.id,
    commandHash: command.hash,
    code: toVerifyCode(randomBytes(16)),
    paper: {
      templateKey: version.templateKey,
      kind: version.kind,
      versionId: version.id,
      versionNumber: version.number,
      versionHash: version.hash,
      versionReplaced: version.replacedAt !== null,
      issuerId: payload.issuerId ?? null,
      letterId: paper.letterId ?? null,
      values: commitmentOf(personal.papers[paper.id]!),
    },
    papersOfSitting: payload.papers.map(({ id }) => id),
    method: methodOf(payload),
    mark: payload.mark,
    signer: commitmentOf(personal.signer),
    residentId,
    personId: isOwn ? command.author.personId : null,
    account: personal.account && commitmentOf(personal.account),
    witnessId: isOwn ? null : command.author.personId,
    doorId: door?.id ?? null,
    regionId: regionOf(sitting, context),
    visitId: ('visitId' in payload && payload.visitId) || null,
    place: personal.place && commitmentOf(personal.place),
    device: personal.device && commitmentOf(personal.device),
    ink: ink && { strokes: commitmentOf(ink.strokes), image: commitmentOf(ink.image) },
    photos: photosOf(payload).map((id) => ({ id, sha256: context.photos.get(id)!.sha256 })),
    reading: {
      openedAt: paper.openedAt + command.clockOffset,
      dwellMs: paper.dwellMs,
      reachedEnd: paper.reachedEnd,
      playedMs: paper.playedMs,
    },
    times: {
      signedAt: signedAtOf(command),
      clockOffset: command.clockOffset,
      receivedAt: command.receivedAt,
    },
    replaces: paper.replaces ?? null,
  };
}

/** What the variables of the paper stood for on the signer's screen. */
function valuesOf(paper: SignedPaper, { command, door }: AcceptedSitting, context: SigningContext): DocumentValues {
  const { payload } = command;
  const common = { date: chineseDate(signedAtOf(command)), name: payload.signer.onBehalfOf ?? payload.signer.name };
  const letter = paper.letterId === undefined ? undefined : context.letters.get(paper.letterId);
  const place = door ? context.places.get(villageOf(door)) : undefined;
  const shown = payload.issuerId === undefined ? undefined : context.issuers.get(payload.issuerId);
  return {
    ...(place && {
      place: place.place,
      issuer: shown?.name ?? place.issuer,
      station: shown?.stationName ?? place.station,
      stationPhone: shown?.stationPhone ?? place.stationPhone,
    }),
    ...letter?.values,
    ...common,
  };
}

function regionOf({ command, door }: AcceptedSitting, { letters }: SigningContext): number | null {
  if (door) return door.gridId;
  const [letterId] = command.payload.papers.flatMap((paper) => paper.letterId ?? []);
  return letterId === undefined ? null : (letters.get(letterId)?.regionId ?? null);
}

function replacement({ command }: AcceptedSitting, { row, replaces }: SealedPaper): Row[] {
  if (replaces === null) return [];
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

function tellOfReplacement(
  transaction: Transaction,
  row: Row,
  written: readonly { sitting: AcceptedSitting; papers: readonly SealedPaper[] }[],
): void {
  const by = written.find(({ papers }) => papers.some((paper) => paper.row.id === row.replaced_by))!;
  transaction.record({
    type: 'signature.replaced',
    actorId: row.ended_by as string,
    subject: { kind: 'signature', id: row.signature_id as string },
    regionId: by.papers[0]!.row.region_id as number | null,
    facts: { endedAt: row.ended_at, endedBy: row.ended_by, replacedBy: row.replaced_by },
    doorIds: by.sitting.door ? [by.sitting.door.id] : [],
  });
}

function salted<T>(value: T): Salted<T> {
  return { salt: randomBytes(16).toString('hex'), value };
}

/** About a hundred metres: where, not in which room. */
function coarse(degrees: number): number {
  return Math.round(degrees * 1000) / 1000;
}

/** `2026年11月22日`. */
export function chineseDate(instant: number): string {
  const [year, month, day] = businessDate(instant).split('-').map(Number);
  return `${year}年${month}月${day}日`;
}
