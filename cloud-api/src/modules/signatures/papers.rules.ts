import { DocumentKind, type PlanPaper, PaperSigners } from '../plans/index.js';
import type { DeclineReason } from './signing.rules.js';

/** A resident as papers look at them. */
export interface PossibleSigner {
  id: string;
  tags: readonly string[];
  /** `YYYY-MM`; an unknown age counts as grown up, because no record is kept of small children. */
  birthMonth: string | null;
}

/** A paper that a door owes: by one person of it, or by this resident. */
export interface OwedPaper {
  templateKey: string;
  kind: DocumentKind;
  residentId: string | null;
}

/** A signature as judgement needs it, oldest first. */
export interface PaperFacts {
  signatureId: string;
  templateKey: string;
  residentId: string | null;
  /** Business dates; `endedOn` is the day it was withdrawn, replaced or erased. */
  signedOn: string;
  endedOn: string | null;
}

export interface DeclineFacts {
  on: string;
  reason: DeclineReason;
}

export interface DoorPaperFacts {
  signed: PaperFacts[];
  /** Oldest first. */
  declines: DeclineFacts[];
}

export const noPaperFacts: DoorPaperFacts = { signed: [], declines: [] };

interface RoundWindow {
  from: string;
  until: string | null;
}

const kinds: Record<string, DocumentKind> = {
  notice: DocumentKind.Notice,
  pledge: DocumentKind.Pledge,
  letter: DocumentKind.ResponsibilityLetter,
};

/** What a paper is, from the part of its key before the dot. */
export function kindOfTemplate(templateKey: string): DocumentKind {
  return kinds[templateKey.split('.', 1)[0]!]!;
}

const adultYears = 18;

/** Grown up on the date; who turns 18 within its month is not yet. */
export function isAdult(birthMonth: string | null, date: string): boolean {
  if (birthMonth === null) return true;
  const [year, month] = birthMonth.split('-').map(Number) as [number, number];
  const of18 = `${year + adultYears}-${String(month).padStart(2, '0')}`;
  return of18 < date.slice(0, 7);
}

/** The papers that a door of this kind owes by a plan; ages are those of the round's first day [reading]. */
export function owedPapers(
  door: { kind: string; residents: readonly PossibleSigner[] },
  papers: readonly PlanPaper[],
  on: string,
): OwedPaper[] {
  return papers
    .filter(({ doorKinds }) => (doorKinds as string[]).includes(door.kind))
    .flatMap(({ template, signers, tag }) => {
      const owed = (residentId: string | null) => ({
        templateKey: template,
        kind: kindOfTemplate(template),
        residentId,
      });
      if (signers === PaperSigners.Household) return [owed(null)];
      const isMeant = ({ tags, birthMonth }: PossibleSigner) =>
        signers === PaperSigners.Tagged ? tags.includes(tag!) : isAdult(birthMonth, on);
      return door.residents.filter(isMeant).map(({ id }) => owed(id));
    });
}

/** The newest signature in force that was given by the end of the round; it holds for later rounds too [reading]. */
export function settledBy(owed: OwedPaper, signed: readonly PaperFacts[], round: RoundWindow): PaperFacts | undefined {
  return signed.findLast(
    ({ templateKey, residentId, signedOn, endedOn }) =>
      templateKey === owed.templateKey &&
      (owed.residentId === null || owed.residentId === residentId) &&
      (round.until === null || signedOn <= round.until) &&
      endedOn === null,
  );
}

/** How the papers of a door stand in a round. A kind that is not owed is null. */
export interface PaperStanding {
  noticeSigned: boolean | null;
  pledgeSigned: boolean | null;
  /** Why something is missing, where somebody said so after the last signature; null when nothing is, or nobody did. */
  why: DeclineReason | null;
}

export function paperStanding(
  owed: readonly OwedPaper[],
  { signed, declines }: DoorPaperFacts,
  round: RoundWindow,
): PaperStanding {
  const isSettled = (paper: OwedPaper) => settledBy(paper, signed, round) !== undefined;
  const ofKind = (kind: DocumentKind) => {
    const papers = owed.filter((paper) => paper.kind === kind);
    return papers.length === 0 ? null : papers.every(isSettled);
  };
  const inRound = declines.filter(({ on }) => on >= round.from && (round.until === null || on <= round.until));
  return {
    noticeSigned: ofKind(DocumentKind.Notice),
    pledgeSigned: ofKind(DocumentKind.Pledge),
    why: owed.every(isSettled) ? null : (inRound.at(-1)?.reason ?? null),
  };
}
