import type { Role } from '../../common/auth/index.js';
import type {
  ChainPlace,
  CountingRequirement,
  DoorKind,
  GroupPlace,
  GroupReach,
  PaperSigners,
  ResidentTag,
  RoleReach,
  Severity,
} from './dictionary.js';

/** A plan as data: a preset, or one started for a region with the dates it runs by there. Dates are `YYYY-MM-DD`. */
export interface PlanDocument {
  schemaVersion: 1;
  key: string;
  name: string;
  /** The paper that ordered it. */
  source: string;
  place: { name: string; code: string };
  window: { startsOn: string; endsOn: string | null };
  /** In order and apart from each other; only the last may be open-ended, and rounds may go on after the window. */
  rounds: PlanRound[];
  milestones: PlanMilestone[];
  /** Beside 全部, which every plan has. */
  audiences: PlanAudience[];
  counting: PlanCounting;
  /** The papers that doors owe (S1.5); none where the plan names none. */
  papers: PlanPaper[];
  /** The chains down which 责任书 are signed (S3.4). */
  chains: PlanChain[];
  /** How warnings come down through WeChat groups; null where the plan knows no groups. */
  cascade: PlanCascade | null;
  /** Where the paper is silent and we read it our way. */
  readings: { key: string; text: string }[];
}

export interface PlanRound {
  number: number;
  name: string;
  from: string;
  until: string | null;
}

export interface PlanMilestone {
  key: string;
  name: string;
  due: string;
  /** The requirement it comes from, `S2.1`. */
  source: string;
}

export interface PlanAudience {
  key: string;
  name: string;
  /** Counted by doors, or by the persons behind them. */
  unit: 'door' | 'person';
  match: { doorKind: DoorKind } | { tag: ResidentTag };
}

export interface PlanCounting {
  /** The kinds of door that have to be reached. */
  doorKinds: DoorKind[];
  /** What a visit needs before it counts. */
  requires: CountingRequirement[];
}

/** A paper that each door of these kinds owes; the part of `template` before the dot says of which kind it is. */
export interface PlanPaper {
  template: string;
  doorKinds: DoorKind[];
  signers: PaperSigners;
  /** Whose signature it is, for `tagged`. */
  tag: ResidentTag | null;
}

export interface PlanChain {
  key: string;
  name: string;
  place: ChainPlace;
  template: string;
  /** The top level first. Those with a role are filled from the posts, the others from a roster. */
  levels: { name: string; role: Role | null }[];
  /** The day itself included; null when each round is given its own. */
  due: string | null;
  /** Signed anew each 学期. */
  everyTerm: boolean;
  source: string;
}

/** Groups in levels, who pushes into them, and how long each step may take (S1.2, S1.3, S2.9). */
export interface PlanCascade {
  /** The milestone by which the groups are built. */
  builtBy: string | null;
  chains: { key: string; name: string }[];
  /** An upper kind stands before those below it. */
  groupKinds: PlanGroupKind[];
  /** Minutes from the upper push to the push into the next group. */
  serviceMinutes: Record<Severity, number>;
  /** From when until when (`22:00`, `07:00`, Asia/Shanghai) only 特急 may wake anybody. */
  quietHours: { from: string; until: string } | null;
  escalation: PlanEscalation;
}

/** One kind of group: a group for each place of its sort. */
export interface PlanGroupKind {
  key: string;
  name: string;
  /** The chains that it belongs to; more than one where they share it. */
  chains: string[];
  /** 0 for the 指挥群. */
  level: number;
  place: GroupPlace;
  /** The kind of group from which messages come. */
  upper: string | null;
  pushers: PlanGroupRole[];
  supervisors: PlanGroupRole[];
  members: PlanGroupRole[];
  /** Who is meant at the end of a chain, people without posts. */
  reaches: GroupReach | null;
  source: string;
}

/** Who in a group: the word of the plan, and the post behind it; null for people without posts (村民, 职工). */
export interface PlanGroupRole {
  name: string;
  role: Role | null;
  reach: RoleReach;
}

/** Who is told when so much of the time has passed; the last step is repeated. */
export interface PlanEscalation {
  steps: { afterPercent: number; tell: ('pusher' | 'supervisor' | 'office')[] }[];
  repeatPercent: number;
  repeats: number;
}

export const everyone = { key: 'all', name: '全部', unit: 'door' } as const;
