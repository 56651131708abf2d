import { Injectable } from '@nestjs/common';
import { v7 as uuid7 } from 'uuid';
import { type Actor, Permission } from '../../common/auth/index.js';
import { Clock } from '../../common/clock/index.js';
import { Database, type Queryable, type Transaction } from '../../common/database/index.js';
import { ErrorCode, Problem } from '../../common/problem/index.js';
import { idsOfPath, isWithin, Level, type RegionRecord, RegionsService } from '../regions/index.js';
import { type NewPlan, type Plan, type PlanBrief, type PlanEdit, type PlanPreset, PlanState } from './dto/plan.dto.js';
import { checkDocument } from './plan-validation.js';
import type { PlanDocument } from './plan.document.js';
import { planBrief, toPlan, toPreset } from './plan.mapper.js';
import { endedOn, spansOverlap, startedOn } from './plan.rules.js';
import { type JudgingPlan, type PlanRecord, PlansRepository } from './plans.repository.js';
import { loadPresets } from './presets.js';

/** Where an office runs a plan. A city such as 中山 has no counties and runs its own. */
const planLevels: readonly Level[] = [Level.City, Level.County, Level.Township];

/** Plans: started from a preset for a region, edited, ended, cancelled; and read by whatever judges visits. */
@Injectable()
export class PlansService {
  private readonly presets = loadPresets();

  constructor(
    private readonly database: Database,
    private readonly repository: PlansRepository,
    private readonly regions: RegionsService,
    private readonly clock: Clock,
  ) {}

  /** Active plans, also past their end: a visit is judged by when it happened, however late it arrives. */
  judging(queryable: Queryable): Promise<JudgingPlan[]> {
    return this.repository.active(queryable);
  }

  listPresets(): PlanPreset[] {
    return [...this.presets.values()].map(toPreset);
  }

  /** The active plans that hold for a region or somewhere below it; the plan of the nearest region first. */
  async list(actor: Actor, regionId: number): Promise<PlanBrief[]> {
    const region = await this.regions.require(this.database, regionId);
    if (!actor.canAt(Permission.PlanRead, region.path)) throw Problem.notFound();
    const plans = await this.repository.around(this.database, region.path, idsOfPath(region.path));
    const distance = (plan: PlanRecord) => Math.abs(idsOfPath(plan.regionPath).length - idsOfPath(region.path).length);
    return plans.sort((a, b) => distance(a) - distance(b)).map((plan) => planBrief(plan, this.clock.today()));
  }

  async get(actor: Actor, id: string): Promise<Plan> {
    return toPlan(await this.readable(this.database, actor, id), this.clock.today());
  }

  async start(actor: Actor, { preset, regionId, startsOn }: NewPlan): Promise<Plan> {
    const document = this.startable(preset, startsOn);
    return this.database.transaction(async (transaction) => {
      const region = await this.regions.lock(transaction, regionId);
      requireManageable(actor, region.path);
      requirePlanRegion(region);
      return this.startAt(transaction, actor.personId, region, document);
    });
  }

  /** Replaces the document of a running plan, if nobody else has since `baseVersion`. */
  async edit(actor: Actor, id: string, { document, baseVersion }: PlanEdit): Promise<Plan> {
    const checked = checkDocument(document);
    if (!checked.document) {
      const errors = checked.errors.map(({ path, rule }) => ({ field: path ? `document.${path}` : 'document', rule }));
      throw new Problem(400, ErrorCode.PlanInvalid, { errors });
    }
    return this.change(actor, id, (plan) => {
      if (plan.version !== baseVersion) throw stale();
      if (checked.document.key !== plan.preset) {
        throw new Problem(400, ErrorCode.PlanInvalid, { errors: [{ field: 'document.key', rule: 'unchangeable' }] });
      }
      return checked.document;
    });
  }

  /** Today is its last day: open rounds end with it. */
  async end(actor: Actor, id: string): Promise<Plan> {
    return this.change(actor, id, (plan) => {
      const document = endedOn(plan.document, this.clock.today());
      if (!document) throw Problem.conflict('the plan has not begun yet: cancel it instead');
      return document;
    });
  }

  /** As if it had never been started: it judges nothing any more. */
  async cancel(actor: Actor, id: string): Promise<Plan> {
    return this.database.transaction(async (transaction) => {
      const plan = await this.manageable(transaction, actor, id);
      return this.write(transaction, actor.personId, plan, plan.document, PlanState.Cancelled);
    });
  }

  private startable(preset: string, startsOn: string): PlanDocument {
    const document = this.presets.get(preset);
    if (!document) throw Problem.validation([{ field: 'preset', rule: 'unknown_preset' }]);
    const started = startedOn(document, startsOn);
    // A day that no calendar has, 02-30 for instance, passes the field's pattern but not the schema's format.
    if (!checkDocument(started).document) throw Problem.validation([{ field: 'startsOn', rule: 'date' }]);
    return started;
  }

  private change(actor: Actor, id: string, revise: (plan: PlanRecord) => PlanDocument): Promise<Plan> {
    return this.database.transaction(async (transaction) => {
      const plan = await this.manageable(transaction, actor, id);
      const document = revise(plan);
      await this.requireNoOverlap(transaction, plan.regionId, document, id);
      return this.write(transaction, actor.personId, plan, document, PlanState.Active);
    });
  }

  private async startAt(
    transaction: Transaction,
    actorId: string,
    region: RegionRecord,
    document: PlanDocument,
  ): Promise<Plan> {
    await this.requireNoOverlap(transaction, region.id, document);
    const id = uuid7();
    await this.repository.insert(transaction, { id, regionId: region.id, document, createdAt: this.clock.now() });
    return this.written(transaction, 'plan.started', actorId, id);
  }

  private async write(
    transaction: Transaction,
    actorId: string,
    plan: PlanRecord,
    document: PlanDocument,
    state: PlanState,
  ): Promise<Plan> {
    if (!(await this.repository.replace(transaction, plan, document, state))) throw stale();
    return this.written(
      transaction,
      state === PlanState.Cancelled ? 'plan.cancelled' : 'plan.edited',
      actorId,
      plan.id,
    );
  }

  private async written(transaction: Transaction, type: string, actorId: string, id: string): Promise<Plan> {
    const plan = (await this.repository.find(transaction, id))!;
    transaction.record({
      type,
      actorId,
      subject: { kind: 'plan', id },
      regionId: plan.regionId,
      facts: { planId: id, regionId: plan.regionId, version: plan.version },
    });
    return toPlan(plan, this.clock.today());
  }

  /** The same preset runs once at a time in a region; other plans may overlap freely. */
  private async requireNoOverlap(
    transaction: Transaction,
    regionId: number,
    document: PlanDocument,
    ownId?: string,
  ): Promise<void> {
    const others = await this.repository.activeOf(transaction, regionId, document.key);
    if (others.some((other) => other.id !== ownId && spansOverlap(other.document, document))) {
      throw new Problem(409, ErrorCode.PlanOverlap);
    }
  }

  /** The plan, its region held so that no other change of plans there comes between. */
  private async manageable(transaction: Transaction, actor: Actor, id: string): Promise<PlanRecord> {
    const { regionId } = await this.readable(transaction, actor, id);
    await this.regions.lock(transaction, regionId);
    const plan = await this.readable(transaction, actor, id);
    if (!actor.canAt(Permission.PlanManage, plan.regionPath)) throw Problem.forbidden();
    if (plan.state !== PlanState.Active) throw Problem.conflict('the plan was cancelled');
    return plan;
  }

  /** A plan concerns whoever works within its region, and the offices above it. */
  private async readable(queryable: Queryable, actor: Actor, id: string): Promise<PlanRecord> {
    const plan = await this.repository.find(queryable, id);
    const own = actor.pathsFor(Permission.PlanRead);
    if (!plan || !own.some((path) => isWithin(path, plan.regionPath) || isWithin(plan.regionPath, path))) {
      throw Problem.notFound();
    }
    return plan;
  }
}

function requireManageable(actor: Actor, path: string): void {
  if (actor.canAt(Permission.PlanManage, path)) return;
  throw actor.canAt(Permission.PlanRead, path) ? Problem.forbidden() : Problem.notFound();
}

function requirePlanRegion({ level, closedOn }: RegionRecord): void {
  if (closedOn !== null) throw new Problem(409, ErrorCode.RegionClosed);
  if (!planLevels.includes(level)) throw Problem.validation([{ field: 'regionId', rule: 'county_or_township' }]);
}

function stale(): Problem {
  return Problem.conflict('somebody else changed the plan: read it again');
}
