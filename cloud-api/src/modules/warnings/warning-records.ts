import type { DirectiveKind } from '../cascade/index.js';
import type { FraudType, ResidentTag, Severity } from '../plans/index.js';
import type { Level } from '../regions/index.js';
import type { CandidateFacts, ReaderFacts } from './warning.rules.js';

/** A recorded voice; its bytes lie in the clip store. */
export interface WarningClip {
  fileId: string;
  mediaType: string;
}

/** A version as people read it. It never changes; what may happen to its directive stands beside it. */
export interface WarningVersion {
  id: string;
  directiveId: string;
  number: number;
  kind: DirectiveKind;
  severity: Severity;
  title: string;
  body: string;
  fraudType: FraudType | null;
  photoIds: string[];
  clip: WarningClip | null;
  audiences: ResidentTag[];
  publishedAt: number;
  amendReason: string | null;
}

/** A directive's version of today. */
export interface WarningRecord extends WarningVersion {
  recalledAt: number | null;
  recallReason: string | null;
  region: { name: string; level: Level; path: string };
}

/** A version that came to one of the reader's groups. Version ids grow with time: the newest has the greatest. */
export interface Candidate extends CandidateFacts {
  versionId: string;
  directiveId: string;
  publishedAt: number;
}

export interface Reading {
  openedAt: number;
  playedAt: number | null;
  helpfulAt: number | null;
}

/** Whom a warning reaches, as a reader: the groups in which they have a part, and those whose warnings mean them. */
export interface Reader extends ReaderFacts {
  parts: readonly string[];
  reads: readonly string[];
}
