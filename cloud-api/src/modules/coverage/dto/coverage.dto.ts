import {
  EnumField,
  IdField,
  InstantField,
  IntegerField,
  ListField,
  NumberField,
  ObjectField,
  TextField,
  TextListField,
} from '../../../common/http/index.js';
import { Audience, PlanBrief, PlanRoundBody } from '../../plans/index.js';
import { Level, RegionStep } from '../../regions/index.js';

export class CoverageQuery {
  @IntegerField({ min: 1, query: true }) regionId: number;
  @IdField({ optional: true }) planId?: string;
  @IntegerField({ min: 1, max: 99, optional: true, query: true }) round?: number;
  @TextField({ min: 1, max: 40, optional: true }) audience?: string;
}

/** Why doors are open, in doors. */
export class OpenReasons {
  @IntegerField() never: number;
  @IntegerField() nobody: number;
  @IntegerField() refused: number;
  @IntegerField() away: number;
  @IntegerField() not_counting: number;
  @IntegerField() newly_registered: number;
}

/** Approved exclusions, printed beside the denominator and not in it. */
export class ExcludedDoors {
  @IntegerField() vacant: number;
  @IntegerField() deregistered: number;
  @IntegerField() separated: number;
}

/** Why papers are not all signed, in doors. */
export class UnsignedReasons {
  @IntegerField() refused: number;
  @IntegerField() away: number;
  @IntegerField() no_phone: number;
  /** Nobody said why, or it is none of these. */
  @IntegerField() not_yet: number;
}

/** Of the doors in `total`, those that owe papers, and those whose papers are signed: `owed` is `both` and the unsigned. */
export class PaperCounts {
  @IntegerField() owed: number;
  @IntegerField() notice: number;
  @IntegerField() pledge: number;
  /** All that the door owes (S1.5). */
  @IntegerField() both: number;
  @ObjectField(UnsignedReasons) unsigned: UnsignedReasons;
}

export class CoverageCounts {
  /** Doors that should be reached: the covered and the open ones. */
  @IntegerField() total: number;
  @IntegerField() covered: number;
  /** Covered by total; 1 where there is nothing to reach. */
  @NumberField({ min: 0, max: 1 }) rate: number;
  @ObjectField(OpenReasons) reasons: OpenReasons;
  @ObjectField(ExcludedDoors) excluded: ExcludedDoors;
  /** Of an audience that is counted by persons: how many there are behind these doors, how many were taught. */
  @IntegerField() personsTotal: number;
  @IntegerField() personsCovered: number;
  /** Null when the plan asks for no papers. */
  @ObjectField(PaperCounts, { nullable: true }) papers: PaperCounts | null;
}

export class CoverageRegion {
  @IntegerField() id: number;
  @TextField() name: string;
  @EnumField(Level, 'Level') level: Level;
  @ListField(RegionStep) path: RegionStep[];
}

export class CoverageChild {
  @IntegerField() regionId: number;
  @TextField() name: string;
  @EnumField(Level, 'Level') level: Level;
  @TextListField() workers: string[];
  @ObjectField(CoverageCounts) counts: CoverageCounts;
}

export class PlanChoice {
  @IdField() id: string;
  @TextField() name: string;
}

export class Coverage {
  @ObjectField(CoverageRegion) region: CoverageRegion;
  /** Null when no plan runs here yet; then there is nothing to count. */
  @ObjectField(PlanBrief, { nullable: true }) plan: PlanBrief | null;
  @ObjectField(PlanRoundBody, { nullable: true }) round: PlanRoundBody | null;
  @ListField(PlanRoundBody) rounds: PlanRoundBody[];
  @ObjectField(Audience) audience: Audience;
  @InstantField() asOf: number;
  @ObjectField(CoverageCounts) totals: CoverageCounts;
  /** Least covered first. */
  @ListField(CoverageChild) children: CoverageChild[];
  @ListField(PlanChoice) plans: PlanChoice[];
}
