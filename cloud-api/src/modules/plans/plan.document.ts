import type { CountingRequirement, DoorKind, ResidentTag } from './dictionary.js';

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

export const everyone = { key: 'all', name: '全部', unit: 'door' } as const;
