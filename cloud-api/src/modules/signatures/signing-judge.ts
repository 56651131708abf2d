import type { FieldError } from '../../common/problem/index.js';
import { idsOfPath, isWithin } from '../regions/index.js';
import type { CommandOutcome } from '../sync/index.js';
import type { SignedPaper } from './dto/signing-commands.dto.js';
import type { LetterToSign } from './letter-book.js';
import type { StandingSignature } from './signature.repository.js';
import type { SigningContext } from './signing-context.js';
import { photosOf, type SigningCommand } from './signing-parts.js';

/** What is wrong with the papers of a sitting by what the database holds. `path` is the door's, or empty. */
export function paperErrors(command: SigningCommand, path: string, context: SigningContext): FieldError[] {
  const { papers, issuerId } = command.payload;
  const errors = papers.flatMap((paper, index) =>
    [...versionErrors(paper, path, context), ...repeatErrors(papers, index, context)].map((rule) => ({
      field: `payload.papers.${index}.versionId`,
      rule,
    })),
  );
  papers.forEach(({ replaces }, index) => {
    if (replaces !== undefined && isForeign(replaces, papers[index]!, command, context)) {
      errors.push({ field: `payload.papers.${index}.replaces`, rule: 'signature_of_this_paper' });
    }
  });
  const issuer = issuerId === undefined ? undefined : context.issuers.get(issuerId);
  if (issuerId !== undefined && !(issuer && idsOfPath(path).includes(issuer.regionId))) {
    errors.push({ field: 'payload.issuerId', rule: 'issuer_of_this_place' });
  }
  for (const [index, id] of photosOf(command.payload).entries()) {
    if (context.photos.get(id)?.uploaderId !== command.author.personId) {
      errors.push({ field: `payload.photoIds.${index}`, rule: 'uploaded_by_author' });
    }
  }
  return errors;
}

function versionErrors({ versionId, letterId }: SignedPaper, path: string, context: SigningContext): string[] {
  const version = context.versions.get(versionId);
  if (!version) return ['published_version'];
  if (letterId !== undefined) {
    const letter = context.letters.get(letterId);
    return letter && letter.versionId !== versionId ? ['version_of_letter'] : [];
  }
  if (version.kind === 'responsibility_letter') return ['needs_letter'];
  // A door's papers are those of its place: built in, or of a region around it.
  return version.regionPath === null || isWithin(path, version.regionPath) ? [] : ['version_of_this_place'];
}

/** Nobody signs the same paper twice in one sitting, in whatever versions; 责任书 are told apart by their letters. */
function repeatErrors(papers: readonly SignedPaper[], index: number, { versions }: SigningContext): string[] {
  const keyOf = ({ versionId, letterId }: SignedPaper) =>
    letterId === undefined ? versions.get(versionId)?.templateKey : undefined;
  const key = keyOf(papers[index]!);
  return key !== undefined && papers.findIndex((paper) => keyOf(paper) === key) < index ? ['unique'] : [];
}

/** One that still holds and is of another paper, household or letter. */
function isForeign(id: string, paper: SignedPaper, { payload }: SigningCommand, context: SigningContext): boolean {
  const replaced = context.standing.find((standing) => standing.id === id);
  if (!replaced) return false;
  const letterId = paper.letterId ?? null;
  if (replaced.letterId !== letterId) return true;
  if (letterId !== null) return false;
  const templateKey = context.versions.get(paper.versionId)?.templateKey;
  return replaced.templateKey !== templateKey || replaced.doorId !== (payload.doorId ?? null);
}

/** The signatures that the sitting ends. One that ended meanwhile, or never arrived, is nobody's concern. */
export function endedBy({ payload }: SigningCommand, { standing }: SigningContext): Set<string> {
  const named = payload.papers.flatMap(({ replaces }) => replaces ?? []);
  return new Set(named.filter((id) => standing.some((signature) => signature.id === id)));
}

/** What is wrong with the 责任书 of a sitting; `isTheirs` says whose letters these hands may sign. */
export function letterErrors(
  { payload }: SigningCommand,
  { letters }: SigningContext,
  isTheirs: (letter: LetterToSign) => boolean,
): FieldError[] {
  return payload.papers.flatMap(({ letterId }, index) => {
    if (letterId === undefined) return [];
    const letter = letters.get(letterId);
    const isRepeated = payload.papers.findIndex((paper) => paper.letterId === letterId) < index;
    const rule = !letter || !isTheirs(letter) ? 'own_letter' : isRepeated ? 'already_signed' : letter.fault;
    return rule === null ? [] : [{ field: `payload.papers.${index}.letterId`, rule }];
  });
}

/** Null when nothing that holds already stands in the way. */
export function conflictOf(
  { payload }: SigningCommand,
  residentId: string | null,
  context: SigningContext,
): CommandOutcome | null {
  for (const paper of payload.papers) {
    if (context.taken.has(paper.id)) return { result: 'conflict', reason: 'id_reused' };
    if (standingOf(paper, payload.doorId ?? null, residentId, context)) {
      return { result: 'conflict', reason: 'already_signed' };
    }
  }
  return null;
}

/** The same paper signed by the same person, unless the new one takes its place. */
function standingOf(
  paper: SignedPaper,
  doorId: string | null,
  residentId: string | null,
  { standing, versions }: SigningContext,
): StandingSignature | undefined {
  // A 责任书 is signed once, whatever door it was read at.
  if (paper.letterId !== undefined) {
    return standing.find(({ id, letterId }) => letterId === paper.letterId && id !== paper.replaces);
  }
  if (residentId === null || doorId === null) return undefined;
  const { templateKey } = versions.get(paper.versionId)!;
  return standing.find(
    (other) =>
      other.id !== paper.replaces &&
      other.templateKey === templateKey &&
      other.doorId === doorId &&
      other.residentId === residentId &&
      other.letterId === null,
  );
}
