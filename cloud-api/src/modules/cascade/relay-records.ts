import type { Severity } from '../plans/index.js';
import type { DirectiveKind } from './dto/directive.dto.js';
import type { RelayFacts } from './relay.rules.js';

/** A hop with its group, as boards and rules read it. */
export interface RelayRecord extends RelayFacts {
  id: string;
  versionId: string;
  groupId: string;
  upperId: string | null;
  level: number;
  openers: number;
  signedBy: string | null;
  pushedBy: string | null;
  skippedAt: number | null;
  groupName: string;
  kindKey: string;
  regionId: number;
  regionPath: string;
  /** 台头村 第一小组. */
  placeName: string;
  reportedSize: number | null;
}

/** A hop with what it carries, as whoever works on it needs it. */
export interface WorkedRelay extends RelayFacts {
  id: string;
  versionId: string;
  versionHash: string;
  directiveId: string;
  planId: string;
  groupId: string;
  groupName: string;
  regionId: number;
  regionPath: string;
  upperId: string | null;
  level: number;
  step: number;
  kind: DirectiveKind;
  severity: Severity;
  title: string;
  publishedAt: number;
  directiveRegionId: number;
  directiveRegionPath: string;
  skippedAt: number | null;
}
