import { randomBytes } from 'node:crypto';
import { businessDate, dateInWords } from '../../common/clock/index.js';
import type { DocumentValues } from '../documents/index.js';
import type { DoorState } from '../doors/index.js';
import type { SignedPaper } from './dto/signing-commands.dto.js';
import { commitmentOf, type Evidence, type InkValues, type PersonalValues, type Salted } from './evidence.rules.js';
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
  /** The signatures in force that it takes the place of. */
  ends: ReadonlySet<string>;
}

/** What is kept of a sitting about people, each value with a salt of its own. */
export function personalOf(sitting: AcceptedSitting, context: SigningContext): PersonalValues {
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

/** The strokes and the picture, where somebody drew. */
export function inkOf({ command }: AcceptedSitting): InkValues | null {
  const { ink } = command.payload;
  return ink ? { strokes: salted(ink.strokes), image: salted(ink.image) } : null;
}

/** What one signature of the sitting proves. */
export function evidenceOf(
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
      versionReplaced: isReplaced(paper, sitting, context),
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
  const common = {
    date: dateInWords(businessDate(signedAtOf(command))),
    name: payload.signer.onBehalfOf ?? payload.signer.name,
  };
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

/** Whether another version held at the place when the paper arrived: a newer one, or the place's own since then. */
function isReplaced(paper: SignedPaper, { door }: AcceptedSitting, context: SigningContext): boolean {
  const version = context.versions.get(paper.versionId)!;
  const place = door && paper.letterId === undefined ? context.places.get(villageOf(door)) : undefined;
  const current = place?.versions.find(({ templateKey }) => templateKey === version.templateKey);
  return version.replacedAt !== null || (current !== undefined && current.versionId !== version.id);
}

/** The door's grid; for a 责任书 alone, the village or unit of its chain. */
export function regionOf({ command, door }: AcceptedSitting, { letters }: SigningContext): number | null {
  if (door) return door.gridId;
  const [letterId] = command.payload.papers.flatMap((paper) => paper.letterId ?? []);
  return letterId === undefined ? null : (letters.get(letterId)?.regionId ?? null);
}

function salted<T>(value: T): Salted<T> {
  return { salt: randomBytes(16).toString('hex'), value };
}

/** About a hundred metres: where, not in which room. */
function coarse(degrees: number): number {
  return Math.round(degrees * 1000) / 1000;
}
