import type { FraudType, ResidentTag, Severity } from '../plans/index.js';
import type { ApprovalReason, ContentVerdict, DirectiveKind, DirectiveState } from './dto/directive.dto.js';

/** A recorded voice, kept in the clip store by the hash of its bytes. */
export interface Clip {
  fileId: string;
  sha256: string;
  mediaType: string;
  bytes: number;
}

/** What people read and hear. */
export interface Content {
  title: string;
  body: string;
  fraudType: FraudType | null;
  photoIds: string[];
  clip: Clip | null;
}

export interface Targets {
  chains: string[];
  regionIds: number[];
  audiences: ResidentTag[];
  deepestLevel: number;
}

export interface Draft {
  kind: DirectiveKind;
  severity: Severity;
  content: Content;
  targets: Targets;
  /** Why, when it is to follow a version that people read already. */
  amendReason: string | null;
}

export interface ContentCheck {
  verdict: ContentVerdict;
  /** WeChat's number for what it found. */
  label: number | null;
  checkedAt: number;
  /** Why a second person has to look; null when none has to. */
  reason: ApprovalReason | null;
}

export interface DirectiveRecord {
  id: string;
  planId: string;
  regionId: number;
  regionPath: string;
  regionName: string;
  state: DirectiveState;
  revision: number;
  draft: Draft;
  check: ContentCheck | null;
  createdBy: string;
  createdByName: string;
  createdAt: number;
  requestedBy: string | null;
  requestedByName: string | null;
  requestedAt: number | null;
  returnedBecause: string | null;
  currentVersionId: string | null;
  publishedAt: number | null;
  recalledAt: number | null;
  recallReason: string | null;
}

export interface VersionRecord {
  id: string;
  directiveId: string;
  number: number;
  kind: DirectiveKind;
  severity: Severity;
  title: string;
  content: Content;
  targets: Targets;
  hash: string;
  groupCount: number;
  publishedAt: number;
  publishedByName: string;
  approvedByName: string | null;
  check: ContentCheck | null;
  amendReason: string | null;
  closedAt: number | null;
}

/** How far the version that people read has come. */
export interface Progress {
  groups: number;
  proved: number;
  pushed: number;
  late: number;
}
