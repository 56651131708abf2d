import { Injectable } from '@nestjs/common';
import { type Actor, Permission } from '../../common/auth/index.js';
import { Clock } from '../../common/clock/index.js';
import { maskName } from '../../common/crypto/index.js';
import { Database, numberOrNull } from '../../common/database/index.js';
import type { ProgressState } from '../coverage/index.js';
import { type JudgingPlan, PlansService, roundShownOn } from '../plans/index.js';
import { isWithin } from '../regions/index.js';
import { ClassesRepository, type ClassRow } from './classes.repository.js';
import type { ClassFamily, ClassPlan, SchoolClass } from './dto/classes.dto.js';

/** Classes as screens show them, joined with their teachers and how far their families are visited. */
@Injectable()
export class ClassViews {
  constructor(
    private readonly classes: ClassesRepository,
    private readonly plans: PlansService,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async assemble(rows: readonly ClassRow[]): Promise<SchoolClass[]> {
    if (rows.length === 0) return [];
    const ids = rows.map(({ id }) => id);
    const teachers = await this.classes.teachers(this.database, ids);
    const families = await this.classes.families(this.database, ids);
    const covered = await this.classes.coveredFamilies(this.database, ids);
    const standings = await this.classes.standings(this.database, ids);
    const plans = await this.plans.judging(this.database);
    return rows.map(({ version: _version, unitPath: _unit, gridPath, ...row }) => {
      const plan = this.planAt(plans, gridPath);
      const isOfPlan = (one: { planId: string; round: number }) =>
        plan !== null && one.planId === plan.id && one.round === plan.round;
      return {
        ...row,
        teachers: teachers
          .filter(({ classId }) => classId === row.id)
          .map(({ personId, name }) => ({ personId, name })),
        families: families.filter(({ classId }) => classId === row.id).length,
        familiesVisited: Number(covered.find((one) => one.classId === row.id && isOfPlan(one))?.covered ?? 0),
        state: (standings.find((one) => one.doorId === row.id && isOfPlan(one))?.state ?? null) as ProgressState | null,
        plan,
      };
    });
  }

  async families(actor: Actor, row: ClassRow): Promise<ClassFamily[]> {
    const plan = this.planAt(await this.plans.judging(this.database), row.gridPath);
    const rows = await this.classes.familyRows(this.database, row.id, plan, actor.personId);
    return rows.map(({ name, gridPath, mine, ...family }) => ({
      ...family,
      label: Number(mine) === 1 || actor.canAt(Permission.DoorNames, gridPath) ? name : maskName(name),
      state: family.state as ProgressState | null,
      lastVisitAt: numberOrNull(family.lastVisitAt),
    }));
  }

  /** Of the plans that hold at the place the one of the smallest region, in the round of today. */
  private planAt(plans: readonly JudgingPlan[], path: string): ClassPlan | null {
    const [plan] = plans
      .filter(({ regionPath }) => isWithin(path, regionPath))
      .sort((a, b) => b.regionPath.length - a.regionPath.length);
    if (!plan) return null;
    return { id: plan.id, name: plan.name, round: roundShownOn(plan.document, this.clock.today()).number };
  }
}
