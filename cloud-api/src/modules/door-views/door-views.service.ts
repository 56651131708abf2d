import { Injectable } from '@nestjs/common';
import { type Actor, Permission, type SqlCondition } from '../../common/auth/index.js';
import { Clock } from '../../common/clock/index.js';
import { Cipher } from '../../common/crypto/index.js';
import { anyOf, Database } from '../../common/database/index.js';
import { PagePlace } from '../../common/http/index.js';
import { Problem } from '../../common/problem/index.js';
import { type ProgressState } from '../coverage/index.js';
import { DoorSearch, DoorsService, searchTerms } from '../doors/index.js';
import { type JudgingPlan, PlansService, roundShownOn } from '../plans/index.js';
import { isWithin, RegionsService } from '../regions/index.js';
import { type DoorPapers, owedToday, PapersService } from '../signatures/index.js';
import { VisitsService } from '../visits/index.js';
import type { DoorList, DoorQuery, DoorStanding, DoorView } from './dto/door-view.dto.js';
import { DoorRelatives } from './door-relatives.js';
import { type DoorParts, type ResidentOfDoor, toBrief, toView } from './door-view.mapper.js';
import { type DoorPlace, type DoorRow, DoorViewRepository, type StandingRow } from './door-view.repository.js';

const visitsShown = 5;
const pageSize = 50;
const places = new PagePlace<DoorPlace>({ grid: 'number', code: 'text', id: 'text' });

/** Doors as people see them: one with all it has, or a filtered page of many. */
@Injectable()
export class DoorViewsService {
  constructor(
    private readonly views: DoorViewRepository,
    private readonly relatives: DoorRelatives,
    private readonly doors: DoorsService,
    private readonly search: DoorSearch,
    private readonly visits: VisitsService,
    private readonly papers: PapersService,
    private readonly plans: PlansService,
    private readonly regions: RegionsService,
    private readonly database: Database,
    private readonly cipher: Cipher,
    private readonly clock: Clock,
  ) {}

  async one(actor: Actor, id: string): Promise<DoorView> {
    const door = await this.doors.requireReadable(actor, id);
    const [view] = await this.assemble(actor, await this.views.byIds([door.id]));
    return view!;
  }

  async list(actor: Actor, query: DoorQuery): Promise<DoorList> {
    const limit = query.limit ?? pageSize;
    const region = query.regionId === undefined ? null : await this.regionPath(query.regionId);
    const scope = await this.listed(actor, region, query.q);
    const standing = await this.standingAskedFor(actor, query, region);
    const page = await this.views.list(scope, standing, query, actor.personId, places.decode(query.after), limit);
    const assignees = grouped(await this.views.assignees(page.rows.map(({ id }) => id)), ({ doorId }) => doorId);
    const residents = await this.residentsToMatch(page.rows, query.q);
    const terms = searchTerms(query.q ?? '');
    const last = page.rows.at(-1);
    return {
      items: page.rows.map((row) => {
        const parts = { assignees: assignees.get(row.id) ?? [], residents: residents.get(row.id) ?? [] };
        return toBrief(row, parts, actor, terms, this.cipher);
      }),
      next: last && page.rows.length === limit ? places.encode({ ...last, grid: last.gridId }) : null,
      total: page.total,
    };
  }

  /** Joins the rows with what hangs on them, one query for each kind of thing. */
  async assemble(actor: Actor, rows: readonly DoorRow[]): Promise<DoorView[]> {
    if (rows.length === 0) return [];
    const ids = rows.map(({ id }) => id);
    const residents = grouped(await this.doors.residents(this.database, ids), ({ doorId }) => doorId);
    const visits = await this.visits.latest(this.database, ids, visitsShown);
    const assignees = grouped(await this.views.assignees(ids), ({ doorId }) => doorId);
    const standings = grouped(await this.views.standings(ids), ({ doorId }) => doorId);
    const relatives = await this.relatives.of(ids);
    const judging = await this.plans.judging(this.database);
    const plans = new Map(judging.map((plan) => [plan.id, plan]));
    const today = this.clock.today();
    const papers = await this.owedPapers(rows, residents, judging, today);
    return rows.map((row) => {
      const parts: DoorParts = {
        residents: residents.get(row.id) ?? [],
        visits: visits.get(row.id) ?? [],
        assignees: (assignees.get(row.id) ?? []).map(({ personId, name }) => ({ personId, name })),
        relatives: relatives.get(row.id) ?? [],
        papers: papers.get(row.id) ?? null,
        ...standingsOfToday(standings.get(row.id) ?? [], plans, today),
      };
      return toView(row, parts, actor, this.cipher);
    });
  }

  /** What the doors owe under the plans that judge them today. */
  private async owedPapers(
    rows: readonly DoorRow[],
    residents: ReadonlyMap<string, ResidentOfDoor[]>,
    plans: readonly JudgingPlan[],
    today: string,
  ): Promise<Map<string, DoorPapers>> {
    const asking = plans.filter(({ document }) => document.papers.length > 0);
    const owed = rows
      .map((row) => {
        const signers = (residents.get(row.id) ?? []).map(({ tags, ...resident }) => ({
          ...resident,
          tags: JSON.parse(tags) as string[],
        }));
        const exclusion = row.exclusionState === 'approved' ? row.exclusionKind : null;
        const door = { kind: row.kind, path: row.gridPath, exclusion, residents: signers };
        return [row.id, owedToday(door, asking, today)] as const;
      })
      .filter(([, papers]) => papers.length > 0);
    return owed.length === 0 ? new Map<string, DoorPapers>() : this.papers.papersOf(this.database, new Map(owed));
  }

  /** A region that does not exist holds no doors, like one out of reach. */
  private async regionPath(id: number): Promise<string> {
    return (await this.regions.byIds(this.database, [id])).get(id)?.path ?? '/none/';
  }

  /** What is searched for lies in the actor's scope already. */
  private async listed(actor: Actor, regionPath: string | null, typed: string | undefined): Promise<SqlCondition> {
    if (typed === undefined) return this.scope(actor, regionPath);
    return anyOf('d.id', await this.search.find(actor, regionPath, typed));
  }

  /** Only a search asks who it was that was found. */
  private async residentsToMatch(rows: readonly DoorRow[], typed: string | undefined) {
    const ids = typed === undefined ? [] : rows.map(({ id }) => id);
    return grouped(await this.doors.residents(this.database, ids), ({ doorId }) => doorId);
  }

  private async scope(actor: Actor, regionPath: string | null): Promise<SqlCondition> {
    const visible = () => this.views.doorsAt(actor.pathsFor(Permission.DoorRead), actor.personId);
    if (regionPath === null) return visible();
    const inside = await this.views.doorsAt([regionPath], null);
    if (actor.canAt(Permission.DoorRead, regionPath)) return inside;
    const both = [inside, await visible()];
    return { sql: both.map(({ sql }) => sql).join(' AND '), parameters: both.flatMap(({ parameters }) => parameters) };
  }

  /** The plan and round that `state` and `audience` are about; the plan nearest to the region when none is named. */
  private async standingAskedFor(
    actor: Actor,
    query: DoorQuery,
    regionPath: string | null,
  ): Promise<{ planId: string; round: number } | null> {
    const own = actor.posts.map(({ path }) => path);
    const plans = (await this.plans.judging(this.database)).filter((plan) =>
      own.some((path) => isWithin(path, plan.regionPath) || isWithin(plan.regionPath, path)),
    );
    const plan =
      query.planId === undefined
        ? nearestPlan(plans, regionPath === null ? own : [regionPath])
        : plans.find(({ id }) => id === query.planId);
    if (query.planId !== undefined && !plan) throw Problem.notFound();
    if (!plan) return null;
    return { planId: plan.id, round: query.round ?? roundShownOn(plan.document, this.clock.today()).number };
  }
}

/** Of the plans that hold at one of the paths the one of the smallest region, otherwise one below them. */
function nearestPlan(plans: readonly JudgingPlan[], paths: readonly string[]): JudgingPlan | undefined {
  const holding = plans.filter((plan) => paths.some((path) => isWithin(path, plan.regionPath)));
  return holding.sort((a, b) => b.regionPath.length - a.regionPath.length)[0] ?? plans[0];
}

/** Of all rounds the ones that run today, or ran last; attempts and the next date from the first of them. */
function standingsOfToday(
  rows: readonly StandingRow[],
  plans: ReadonlyMap<string, JudgingPlan>,
  today: string,
): { standings: DoorStanding[]; attempts: number; nextAttemptOn: string | null } {
  const current = rows.filter(({ planId, round }) => {
    const plan = plans.get(planId);
    return plan !== undefined && round === roundShownOn(plan.document, today).number;
  });
  return {
    standings: current.map(({ planId, round, state, why }) => ({
      planId,
      planName: plans.get(planId)!.name,
      round,
      state: state as ProgressState,
      why,
    })),
    attempts: Math.max(0, ...current.map(({ attempts }) => attempts)),
    nextAttemptOn: current.map(({ nextAttemptOn }) => nextAttemptOn).find((date) => date !== null) ?? null,
  };
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
