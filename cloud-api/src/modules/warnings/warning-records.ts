import type { DirectiveKind } from '../cascade/index.js';
import type { FraudType, ResidentTag, Severity } from '../plans/index.js';
import type { Level } from '../regions/index.js';
import type { ReaderFacts } from './warning.rules.js';

/** A recorded voice; its bytes lie in the clip store. */
export interface WarningClip {
  fileId: string;
  mediaType: string;
}

/** A version as people read it. It never changes. */
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

/** Who speaks, and whether they took it back. */
export interface Standing {
  recalledAt: number | null;
  recallReason: string | null;
  region: { name: string; level: Level };
}

/** How a version's directive stands today. */
export interface DirectiveStanding extends Standing {
  currentVersionId: string | null;
  region: { name: string; level: Level; path: string };
}

export type WarningRecord = WarningVersion & DirectiveStanding;

export interface Reading {
  openedAt: number;
  playedAt: number | null;
  helpfulAt: number | null;
}

/** A version that came to one of the reader's groups. Version ids grow with time: the newest has the greatest. */
export interface FeedEntry extends Standing {
  versionId: string;
  /** The version that people read today. */
  isCurrent: boolean;
  /** It came to a group in which the reader has a part. */
  byPart: boolean;
  reading: ShownReading | undefined;
}

/** What of a reading a feed shows. */
export type ShownReading = Pick<Reading, 'openedAt' | 'helpfulAt'>;

/** Whom a warning reaches, as a reader: the groups in which they have a part, and those whose warnings mean them. */
export interface Reader extends ReaderFacts {
  personId: string;
  parts: readonly string[];
  reads: readonly string[];
}
