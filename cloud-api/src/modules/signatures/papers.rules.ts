import { DocumentKind, type PlanDocument, type PlanPaper, PaperSigners, roundShownOn } from '../plans/index.js';
import { kindOfTemplate } from '../documents/index.js';
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
  at: number;
  /** The business date of `at`. */
  on: string;
  reason: DeclineReason;
  /** The papers that were asked for in vain. */
  templates: readonly string[];
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

/**
 * The papers that a door owes today by all plans that judge it, each of them once; none while it is excluded. Where one plan asks for the household's
 * signature and another for that of each adult, the adults' are those that are owed: each of those is the household's too.
 */
export function owedToday(
  door: { kind: string; path: string; exclusion: string | null; residents: readonly PossibleSigner[] },
  plans: readonly { regionPath: string; document: PlanDocument }[],
  today: string,
): OwedPaper[] {
  if (door.exclusion !== null) return [];
  const owed = plans
    .filter(({ regionPath, document }) => door.path.startsWith(regionPath) && isCounted(door.kind, document))
    .flatMap(({ document }) => owedPapers(door, document.papers, roundShownOn(document, today).from));
  const once = new Map(owed.map((paper) => [`${paper.templateKey} ${paper.residentId}`, paper]));
  const ofPersons = new Set(owed.filter(({ residentId }) => residentId !== null).map(({ templateKey }) => templateKey));
  return [...once.values()].filter(({ templateKey, residentId }) => residentId !== null || !ofPersons.has(templateKey));
}

function isCounted(doorKind: string, { counting }: PlanDocument): boolean {
  return (counting.doorKinds as string[]).includes(doorKind);
}

/**
 * The newest signature that was given by the end of the round and held on its last day: one from before the round holds for
 * it too [reading], and one that ends after it has settled what it settled. Until the round is over it must be in force.
 */
export function settledBy(owed: OwedPaper, signed: readonly PaperFacts[], round: RoundWindow): PaperFacts | undefined {
  const { until } = round;
  return signed.findLast(
    (signature) =>
      answers(signature, owed) &&
      (until === null || signature.signedOn <= until) &&
      (signature.endedOn === null || (until !== null && signature.endedOn > until)),
  );
}

function answers({ templateKey, residentId }: PaperFacts, owed: OwedPaper): boolean {
  return templateKey === owed.templateKey && (owed.residentId === null || owed.residentId === residentId);
}

/** How the 告知书 and 承诺书 of a door stand in a round. A kind that is not owed is null. */
export interface PaperStanding {
  noticeSigned: boolean | null;
  pledgeSigned: boolean | null;
  /** What was last said in the round about a paper that is missing; null when none is, or nobody said why. */
  why: DeclineReason | null;
}

export function paperStanding(
  owed: readonly OwedPaper[],
  { signed, declines }: DoorPaperFacts,
  round: RoundWindow,
): PaperStanding {
  const missing = owed.filter(
    (paper) => paper.kind !== DocumentKind.ResponsibilityLetter && settledBy(paper, signed, round) === undefined,
  );
  const ofKind = (asked: DocumentKind) =>
    owed.some(({ kind }) => kind === asked) ? !missing.some(({ kind }) => kind === asked) : null;
  const inRound = declines.filter(({ on }) => on >= round.from && (round.until === null || on <= round.until));
  return {
    noticeSigned: ofKind(DocumentKind.Notice),
    pledgeSigned: ofKind(DocumentKind.Pledge),
    why: whyMissing(missing, { signed, declines: inRound })?.reason ?? null,
  };
}

/** The newest decline of one of the missing papers, unless that paper was signed later and then taken back. */
export function whyMissing(
  missing: readonly OwedPaper[],
  { signed, declines }: DoorPaperFacts,
): DeclineFacts | undefined {
  const isAbout = ({ on, templates }: DeclineFacts, paper: OwedPaper) =>
    templates.includes(paper.templateKey) &&
    !signed.some((signature) => answers(signature, paper) && signature.signedOn > on);
  return declines.findLast((decline) => missing.some((paper) => isAbout(decline, paper)));
}
