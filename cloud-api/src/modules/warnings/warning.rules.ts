import { dayMs } from '../../common/clock/index.js';
import type { DirectiveKind } from '../cascade/index.js';
import type { ResidentTag } from '../plans/index.js';

/** A recalled warning stays so long, marked, for those who read it before. */
export const recalledShownMs = 7 * dayMs;

/** What the rule needs to know of a version that came down to a reader's groups. */
export interface CandidateFacts {
  kind: DirectiveKind;
  /** Whom it means; nobody in particular when empty. */
  audiences: readonly ResidentTag[];
  /** The version that people read; older ones were amended. */
  isCurrent: boolean;
  recalledAt: number | null;
  /** It came to a group in which the reader has a part. */
  byPart: boolean;
}

export interface ReaderFacts {
  /** Holds a post, or has a part in some group. */
  inOffice: boolean;
  tags: ReadonlySet<ResidentTag>;
}

const forEverybody: ReadonlySet<DirectiveKind> = new Set<DirectiveKind>(['tip', 'alert']);

/** 防范信息 and 预警; 指令 and 通报 are for those in office. */
export function isForEverybody(kind: DirectiveKind): boolean {
  return forEverybody.has(kind);
}

export function isOver(recalledAt: number | null, now: number): boolean {
  return recalledAt !== null && now - recalledAt >= recalledShownMs;
}

/** Whether what came down to one of the reader's groups stands in their feed. */
export function isShown(version: CandidateFacts, reader: ReaderFacts, now: number): boolean {
  if (!version.isCurrent || isOver(version.recalledAt, now)) return false;
  if (!isForEverybody(version.kind)) return version.byPart;
  return version.audiences.length === 0 || reader.inOffice || isForReader(version.audiences, reader.tags);
}

/** Meant for people like the reader, and not simply for all. */
export function isForReader(audiences: readonly ResidentTag[], tags: ReadonlySet<ResidentTag>): boolean {
  return audiences.some((audience) => tags.has(audience));
}
