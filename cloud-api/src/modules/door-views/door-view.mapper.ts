import { type Actor, assignedPermissions, Permission } from '../../common/auth/index.js';
import { type Cipher, maskName, maskPhone } from '../../common/crypto/index.js';
import { numberOrNull } from '../../common/database/index.js';
import type { ProgressState } from '../coverage/index.js';
import { type SearchTerms, toDegrees, whoWasFound } from '../doors/index.js';
import { DoorKind, type ResidentTag } from '../plans/index.js';
import type { DeclineReason, DoorPapers } from '../signatures/index.js';
import type { LatestVisit } from '../visits/index.js';
import type {
  BriefPapers,
  DoorBrief,
  DoorExclusion,
  DoorLinkKind,
  DoorResident,
  DoorStanding,
  DoorView,
} from './dto/door-view.dto.js';
import type { DoorRow, ListedRow } from './door-view.repository.js';

export interface ResidentOfDoor {
  id: string;
  name: string;
  relation: string;
  birthMonth: string | null;
  tags: string;
  phoneCipher: string | null;
}

export interface DoorParts {
  residents: ResidentOfDoor[];
  visits: LatestVisit[];
  assignees: { personId: string; name: string }[];
  standings: DoorStanding[];
  attempts: number;
  nextAttemptOn: string | null;
  /** Null when it owes none. */
  papers: DoorPapers | null;
  relatives: Relative[];
}

/** A door that this one has to do with, as it is called. */
export interface Relative {
  kind: DoorLinkKind;
  doorId: string;
  at: number;
  door: { kind: string; code: string; name: string };
}

/** Whether names are shown in full: to those whose post reaches the door, and to whom it is assigned. */
export function mayReadNames(actor: Actor, row: DoorRow, mine: boolean): boolean {
  return (
    actor.canAt(Permission.DoorNames, row.gridPath) || (mine && assignedPermissions.includes(Permission.DoorNames))
  );
}

export function toView(row: DoorRow, parts: DoorParts, actor: Actor, cipher: Cipher): DoorView {
  const mine = parts.assignees.some(({ personId }) => personId === actor.personId);
  const named = mayReadNames(actor, row, mine);
  const residents = parts.residents.map((resident) => toResident(resident, named, cipher));
  return {
    id: row.id,
    kind: row.kind as DoorKind,
    code: row.code,
    name: doorName(row, named),
    address: row.address,
    gridId: row.gridId,
    gridName: row.gridName,
    groupId: row.groupId,
    groupName: row.groupName,
    status: row.exclusionState === 'approved' ? 'excluded' : 'active',
    exclusion: toExclusion(row),
    version: row.version,
    assignedTo: parts.assignees,
    mine,
    registeredAtDoor: row.registeredAtDoor,
    tags: [...new Set(residents.flatMap(({ tags }) => tags))].sort(),
    childrenUnder14: row.childrenUnder14,
    geo: toPlace(row),
    residents,
    visits: parts.visits.map(({ startedAt, ...visit }) => ({ ...visit, happenedAt: startedAt })),
    attempts: parts.attempts,
    nextAttemptOn: parts.nextAttemptOn,
    progress: parts.standings,
    papers: toPapers(parts.papers, named),
    links: parts.relatives.map(({ kind, doorId, at, door }) => ({
      kind,
      doorId,
      label: `${door.code} ${doorName(door, named)}`.trim(),
      at,
    })),
  };
}

export function toBrief(
  row: ListedRow,
  { assignees, residents }: Pick<DoorParts, 'assignees' | 'residents'>,
  actor: Actor,
  terms: SearchTerms,
  cipher: Cipher,
): DoorBrief {
  const mine = assignees.some(({ personId }) => personId === actor.personId);
  const named = mayReadNames(actor, row, mine);
  return {
    id: row.id,
    kind: row.kind as DoorKind,
    code: row.code,
    label: doorName(row, named),
    address: row.address,
    gridName: row.gridName,
    groupName: row.groupName,
    status: row.exclusionState === 'approved' ? 'excluded' : 'active',
    state: row.state as ProgressState | null,
    why: row.why,
    attempts: row.attempts ?? 0,
    lastVisitAt: numberOrNull(row.lastVisitAt),
    nextAttemptOn: row.nextAttemptOn,
    assignedTo: assignees.map(({ name }) => name),
    papers: toBriefPapers(row),
    geo: toPlace(row),
    matched: named ? toMatch(row, residents, terms, cipher) : null,
  };
}

/** Who signed is called by their name only where names may be read. */
function toPapers(papers: DoorPapers | null, named: boolean): DoorPapers {
  if (papers === null) return { owed: [], declined: null, declinedAt: null };
  const owed = papers.owed.map((paper) => ({
    ...paper,
    signerName: named || paper.signerName === null ? paper.signerName : maskName(paper.signerName),
  }));
  return { ...papers, owed };
}

function toBriefPapers({ noticeSigned, pledgeSigned, unsignedWhy }: ListedRow): BriefPapers | null {
  if (noticeSigned === null && pledgeSigned === null) return null;
  const isSigned = (flag: number | null) => (flag === null ? null : Number(flag) === 1);
  return {
    noticeSigned: isSigned(noticeSigned),
    pledgeSigned: isSigned(pledgeSigned),
    why: unsignedWhy as DeclineReason | null,
  };
}

function toPlace({ latitudeE6, longitudeE6 }: DoorRow): DoorView['geo'] {
  if (latitudeE6 === null || longitudeE6 === null) return null;
  return { latitude: toDegrees(latitudeE6), longitude: toDegrees(longitudeE6) };
}

/** Phones are opened only when one was typed. */
function toMatch(
  row: ListedRow,
  residents: readonly ResidentOfDoor[],
  terms: SearchTerms,
  cipher: Cipher,
): DoorBrief['matched'] {
  const hasPhone = terms.phone !== null || terms.phoneTail !== null;
  const people = residents.map(({ name, relation, phoneCipher }) => ({
    name,
    relation,
    phone: hasPhone && phoneCipher !== null ? cipher.decrypt(phoneCipher) : null,
  }));
  const place = whoWasFound(terms, row, people);
  if (place === null) return null;
  const { name, relation } = people[place]!;
  return { name, relation: relation as DoorResident['relation'] };
}

/** A shop's or a class's name is public; a household is called by its head. */
function doorName(row: { kind: string; name: string }, named: boolean): string {
  return named || row.kind !== DoorKind.Household ? row.name : maskName(row.name);
}

function toExclusion({ exclusionKind, exclusionState }: DoorRow): DoorExclusion | null {
  if (exclusionKind === null || exclusionState === null) return null;
  return { kind: exclusionKind, state: exclusionState } as DoorExclusion;
}

function toResident(resident: ResidentOfDoor, named: boolean, cipher: Cipher): DoorResident {
  return {
    id: resident.id,
    name: named ? resident.name : maskName(resident.name),
    relation: resident.relation as DoorResident['relation'],
    birthMonth: named ? resident.birthMonth : null,
    tags: JSON.parse(resident.tags) as ResidentTag[],
    phoneMasked: resident.phoneCipher === null || !named ? null : maskPhone(cipher.decrypt(resident.phoneCipher)),
  };
}
