import { Injectable } from '@nestjs/common';
import { type Actor, Permission, Role } from '../../common/auth/index.js';
import { Clock } from '../../common/clock/index.js';
import { Database } from '../../common/database/index.js';
import { EventLog, RecentReads } from '../../common/events/index.js';
import { Problem } from '../../common/problem/index.js';
import { PeopleService } from '../people/index.js';
import { everyone, type JudgingPlan, planBrief, type PlanRound, PlansService, roundShownOn } from '../plans/index.js';
import { Level, type RegionRecord, RegionsService } from '../regions/index.js';
import { toCounts } from './coverage.mapper.js';
import { CoverageRepository } from './coverage.repository.js';
import { type Counts, noCounts, sumOf } from './coverage.rules.js';
import type { Coverage, CoverageChild, CoverageQuery } from './dto/coverage.dto.js';

/** Who answers for a region of this level, as the board names them. */
const answeringRoles: Partial<Record<Level, Role[]>> = {
  township: [Role.TownshipOffice],
  village: [Role.VillageHead],
  grid: [Role.GridWorker, Role.GridChief],
};

/** The board of any region: sums of its leaves, by plan, round, audience and reason. */
@Injectable()
export class CoverageService {
  private readonly boards: RecentReads<Coverage>;

  constructor(
    private readonly coverage: CoverageRepository,
    private readonly plans: PlansService,
    private readonly regions: RegionsService,
    private readonly people: PeopleService,
    private readonly database: Database,
    private readonly clock: Clock,
    eventLog: EventLog,
  ) {
    this.boards = new RecentReads(eventLog);
  }

  async board(actor: Actor, query: CoverageQuery): Promise<Coverage> {
    const region = await this.requireVisible(actor, query.regionId);
    const named = actor.canAt(Permission.CoverageRead, region.path);
    const key = [region.id, query.planId, query.round, query.audience, named].join(' ');
    return this.boards.of(key, () => this.assemble(region, query, named));
  }

  private async assemble(region: RegionRecord, query: CoverageQuery, named: boolean): Promise<Coverage> {
    const [path, plans] = await Promise.all([this.regions.steps(this.database, region), this.plansAround(region)]);
    const plan = choosePlan(plans, query.planId);
    const place = { id: region.id, name: region.name, level: region.level, path };
    const choices = plans.map(({ id, name }) => ({ id, name }));
    const asOf = this.clock.now();
    if (!plan) {
      const nothing = { plan: null, round: null, rounds: [], audience: { ...everyone }, children: [], plans: choices };
      return { region: place, asOf, totals: toCounts(noCounts(), false), ...nothing };
    }
    const today = this.clock.today();
    const brief = planBrief(plan, today);
    const round = chooseRound(plan, query.round, today);
    const audience = brief.audiences.find(({ key }) => key === (query.audience ?? everyone.key));
    if (!audience) throw Problem.validation([{ field: 'audience', rule: 'audience_of_plan' }]);
    const sums = await this.coverage.sums(region, plan.id, round.number, audience.key);
    const asksForPapers = plan.document.papers.length > 0;
    return {
      region: place,
      plan: brief,
      round,
      rounds: plan.document.rounds,
      audience,
      asOf,
      totals: toCounts(sumOf(sums.values()), asksForPapers),
      children: await this.children(region, sums, { named, asksForPapers }),
      plans: choices,
    };
  }

  private async children(
    region: RegionRecord,
    sums: ReadonlyMap<number, Counts>,
    { named, asksForPapers }: { named: boolean; asksForPapers: boolean },
  ): Promise<CoverageChild[]> {
    const ids = [...sums.keys()].filter((id) => id !== region.id);
    const regions = [...(await this.regions.byIds(this.database, ids)).values()];
    const roles = regions[0] === undefined ? [] : (answeringRoles[regions[0].level] ?? []);
    const names = named ? await this.coverage.responsible(ids, roles) : new Map<number, string[]>();
    return regions
      .map(({ id, name, level }) => ({
        regionId: id,
        name,
        level,
        workers: names.get(id) ?? [],
        counts: toCounts(sums.get(id)!, asksForPapers),
      }))
      .sort((a, b) => a.counts.rate - b.counts.rate || a.regionId - b.regionId);
  }

  /** Staff see what their posts reach; villagers see how their own village stands. */
  private async requireVisible(actor: Actor, regionId: number): Promise<RegionRecord> {
    const region = await this.regions.require(this.database, regionId);
    if (actor.canAt(Permission.CoverageRead, region.path)) return region;
    if ((await this.people.homeVillage(actor)) === region.id) return region;
    throw Problem.notFound();
  }

  /** Plans that hold here, nearest first, then those of places below. */
  private async plansAround(region: RegionRecord): Promise<JudgingPlan[]> {
    const plans = await this.plans.judging(this.database);
    const above = plans.filter((plan) => region.path.startsWith(plan.regionPath));
    const below = plans.filter((plan) => !above.includes(plan) && plan.regionPath.startsWith(region.path));
    const longestFirst = (a: JudgingPlan, b: JudgingPlan) => b.regionPath.length - a.regionPath.length;
    return [...above.sort(longestFirst), ...below.sort((a, b) => -longestFirst(a, b))];
  }
}

function choosePlan(plans: readonly JudgingPlan[], planId: string | undefined): JudgingPlan | undefined {
  if (planId === undefined) return plans[0];
  const plan = plans.find(({ id }) => id === planId);
  if (!plan) throw Problem.notFound();
  return plan;
}

function chooseRound({ document }: JudgingPlan, number: number | undefined, today: string): PlanRound {
  if (number === undefined) return roundShownOn(document, today);
  const round = document.rounds.find((candidate) => candidate.number === number);
  if (!round) throw Problem.validation([{ field: 'round', rule: 'round_of_plan' }]);
  return round;
}
