import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/index.js';
import type { Queryable } from '../../common/database/index.js';
import { Problem } from '../../common/problem/index.js';
import { DocumentsService, type VersionHead } from '../documents/index.js';
import { ChainPlace, type JudgingPlan, type PlanChain, PlansService } from '../plans/index.js';
import { isWithin, Level, type RegionRecord } from '../regions/index.js';
import type { LetterChain } from './dto/letter.dto.js';

/** A chain that a plan asks for at a place, with the paper that is signed down it there today. */
export interface ChainHere {
  plan: JudgingPlan;
  chain: PlanChain;
  version: VersionHead;
}

const levelOf: Record<ChainPlace, Level> = { village: Level.Village, unit: Level.Unit };

/** The chains of the plans that hold at a village or unit. */
@Injectable()
export class LetterChains {
  constructor(
    private readonly plans: PlansService,
    private readonly documents: DocumentsService,
    private readonly clock: Clock,
  ) {}

  /** What can be started at the place: of plans that are not over, where the chain's paper holds. */
  async at(on: Queryable, region: RegionRecord): Promise<ChainHere[]> {
    if (region.closedOn !== null) return [];
    const here = (await this.plans.judging(on))
      .filter(({ regionPath, document }) => isWithin(region.path, regionPath) && this.isRunning(document.window.endsOn))
      .flatMap((plan) => plan.document.chains.map((chain) => ({ plan, chain })))
      .filter(({ chain }) => levelOf[chain.place] === region.level);
    const templates = [...new Set(here.map(({ chain }) => chain.template))];
    const versions = await this.documents.currentVersions(on, region.path, templates);
    return here.flatMap(({ plan, chain }) => {
      const version = versions.get(chain.template);
      return version ? [{ plan, chain, version }] : [];
    });
  }

  /** The chain of the plan at the place; a Problem that names the field when it is not one of those there. */
  async require(on: Queryable, region: RegionRecord, planId: string, chainKey: string): Promise<ChainHere> {
    const ofPlan = (await this.at(on, region)).filter(({ plan }) => plan.id === planId);
    if (ofPlan.length === 0) throw Problem.validation([{ field: 'planId', rule: 'plan_with_chains_here' }]);
    const here = ofPlan.find(({ chain }) => chain.key === chainKey);
    if (!here) throw Problem.validation([{ field: 'chainKey', rule: 'chain_of_this_place' }]);
    return here;
  }

  private isRunning(endsOn: string | null): boolean {
    return endsOn === null || this.clock.today() <= endsOn;
  }
}

export function toChain({ plan, chain, version }: ChainHere): LetterChain {
  return {
    planId: plan.id,
    planName: plan.name,
    key: chain.key,
    name: chain.name,
    place: chain.place,
    templateTitle: version.title,
    due: chain.due,
    everyTerm: chain.everyTerm,
    source: chain.source,
  };
}
