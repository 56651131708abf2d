import type { Exclusion } from '../doors/index.js';
import type { DoorKind, Relation, ResidentTag, VisitOutcome } from '../plans/index.js';
import type { ProgressState } from '../coverage/index.js';
import type { DeclineReason } from '../signatures/index.js';
import type { VisitSource } from '../visits/index.js';

/** A door as a list prints it: nothing in it that its reader may not see. */
export interface ExportDoor {
  id: string;
  kind: DoorKind;
  code: string;
  name: string;
  address: string;
  village: string;
  gridId: number;
  grid: string;
  group: string;
  childrenUnder14: number;
  /** An approved one. */
  exclusion: Exclusion | null;
  residents: ExportResident[];
  /** Of the period, oldest first. */
  visits: ExportVisit[];
  /** In the round of the list; null where its plan does not count the door, or there is none. */
  state: ProgressState | null;
  papers: ExportPaperStanding;
}

/** How its papers stand in that round; a kind that it does not owe is null. */
export interface ExportPaperStanding {
  noticeSigned: boolean | null;
  pledgeSigned: boolean | null;
  why: DeclineReason | null;
  /** The earliest first. */
  signers: PaperSigner[];
}

export interface PaperSigner {
  name: string;
  /** A business date. */
  on: string;
  /** By hand on a sheet, not on a phone. */
  isOnPaper: boolean;
}

export const noPapers: ExportPaperStanding = { noticeSigned: null, pledgeSigned: null, why: null, signers: [] };

export interface ExportResident {
  id: string;
  name: string;
  relation: Relation;
  birthMonth: string | null;
  tags: ResidentTag[];
  /** In full or masked; null where there is none, or none to be seen. */
  phone: string | null;
}

export interface ExportVisit {
  startedAt: number;
  endedAt: number;
  visitorName: string;
  companions: { name: string; role: string }[];
  outcome: VisitOutcome;
  awayContact: string | null;
  presentResidentIds: string[];
  presentOthers: number;
  topics: string[];
  faceToFace: boolean;
  materials: string[];
  app: { installed: number; realName: number; warningOn: number } | null;
  groupJoined: boolean | null;
  questions: string | null;
  callBack: string | null;
  nextAttemptOn: string | null;
  photoIds: string[];
  source: VisitSource;
  enteredByName: string | null;
}
