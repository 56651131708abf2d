import { Injectable } from '@nestjs/common';
import { type Actor, Permission } from '../../common/auth/index.js';
import { Clock } from '../../common/clock/index.js';
import { sha256Hex } from '../../common/crypto/index.js';
import { Database } from '../../common/database/index.js';
import { type JudgingPlan, planBrief, PlansService, roundShownOn } from '../plans/index.js';
import { isWithin, Level, RegionsService } from '../regions/index.js';
import { CommandRepository, type Cursor, decodeCursor, encodeCursor } from '../sync/index.js';
import { DoorViewsService } from './door-views.service.js';
import { DoorViewRepository, type DoorRow } from './door-view.repository.js';
import type { Confirmation, Pull, PullAnswer } from './dto/pull.dto.js';

const defaultLimit = 200;
const carriedLevels: readonly Level[] = [Level.Village, Level.Grid];

interface Leaf {
  id: number;
  name: string;
  path: string;
  parentId: number;
  parentName: string;
  /** Whether the actor sees all its doors, or only those that are theirs by name. */
  whole: boolean;
}

interface ShownLeaf extends Leaf {
  view: string;
}

interface Page {
  rows: DoorRow[];
  gone: string[];
  cursor: Cursor;
  more: boolean;
}

/**
 * Brings a phone up to date: the doors of its leaves that changed since its cursor, what has left its scope, and which of
 * its commands the database holds. Versions of a leaf are read before its doors, so that nothing falls between two pulls.
 */
@Injectable()
export class PullService {
  constructor(
    private readonly views: DoorViewRepository,
    private readonly doorViews: DoorViewsService,
    private readonly commands: CommandRepository,
    private readonly plans: PlansService,
    private readonly regions: RegionsService,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async pull(actor: Actor, request: Pull): Promise<PullAnswer> {
    const known = request.cursor ? decodeCursor(request.cursor) : null;
    const today = this.clock.today();
    const leaves = await this.leavesOf(actor);
    const groups = await this.views.groupsOf([...new Set(leaves.map(({ parentId }) => parentId))]);
    const plans = (await this.plans.judging(this.database)).filter((plan) =>
      leaves.some(({ path }) => path.startsWith(plan.regionPath)),
    );
    const shown = leaves.map((leaf) => ({ ...leaf, view: viewOf(leaf, groups, plans, today) }));
    // What is out of reach now takes all its doors along: starting anew is simpler than naming each.
    const reset = known === null || hasLost(known, leaves);
    const cursor: Cursor = reset ? { leaves: {} } : known;
    const page = await this.page(actor, shown, cursor, reset, request.limit ?? defaultLimit);
    return {
      cursor: encodeCursor(page.cursor),
      more: page.more,
      reset,
      serverTime: this.clock.now(),
      grids: leaves.map(({ id, name, parentId, parentName }) => ({
        id,
        name,
        villageId: parentId,
        villageName: parentName,
      })),
      groups,
      plans: plans.map((plan) => planBrief(plan, today)),
      doors: await this.doorViews.assemble(actor, page.rows),
      removedDoorIds: await this.outOfReach(actor, leaves, page.gone),
      confirmations: await this.confirmations(actor, request.awaiting),
    };
  }

  /**
   * The grids whose doors the phone carries: all doors of a village's or grid's own people, and of everybody the doors that
   * are theirs by name. Whoever works for a whole township or county would otherwise carry all of it.
   */
  private async leavesOf(actor: Actor): Promise<Leaf[]> {
    if (actor.posts.length === 0) return [];
    const visiting = actor.posts.filter((post) => actor.canAt(Permission.VisitWrite, post.path));
    const places = await this.regions.byIds(
      this.database,
      visiting.map(({ regionId }) => regionId),
    );
    const near = visiting.filter(({ regionId }) => carriedLevels.includes(places.get(regionId)!.level));
    const paths = near.map(({ path }) => path);
    const leaves = await this.views.leavesFor(paths, actor.personId);
    return leaves.map((leaf) => ({ ...leaf, whole: paths.some((path) => isWithin(leaf.path, path)) }));
  }

  private async page(
    actor: Actor,
    leaves: readonly ShownLeaf[],
    cursor: Cursor,
    reset: boolean,
    limit: number,
  ): Promise<Page> {
    const page: Page = { rows: [], gone: [], cursor: { leaves: { ...cursor.leaves } }, more: false };
    const versions = await this.views.leafVersions(leaves.map(({ id }) => id));
    for (const { id, view, whole } of leaves) {
      const seen = cursor.leaves[id];
      const version = versions.get(id) ?? 0;
      if (seen?.view === view && seen.version === version) continue;
      const onlyOf = whole ? null : actor.personId;
      const at = cursor.at?.leaf === id && cursor.at.view === view ? cursor.at : undefined;
      const from = at ?? { version: seen?.view === view ? seen.version : -1, door: '\uffff' };
      const room = limit - page.rows.length;
      const rows = await this.views.changedAfter(
        { leafId: id, version: from.version, doorId: from.door },
        room + 1,
        onlyOf,
      );
      // Doors may also leave between the pages of a first pull.
      if (!reset) page.gone.push(...(await this.views.goneAfter(id, seen?.version ?? -1, onlyOf)));
      page.rows.push(...rows.slice(0, room));
      if (rows.length > room) {
        const last = rows[room - 1];
        page.cursor.at = last ? { leaf: id, view, version: last.leafVersion, door: last.id } : at;
        page.more = true;
        return page;
      }
      page.cursor.leaves[id] = { version, view };
    }
    return page;
  }

  /** A door that left one of the phone's leaves may have come into another; that page may be past already. */
  private async outOfReach(actor: Actor, leaves: readonly Leaf[], doorIds: readonly string[]): Promise<string[]> {
    if (doorIds.length === 0) return [];
    const whole = leaves.filter((leaf) => leaf.whole).map(({ id }) => id);
    const held = await this.views.heldAmong(doorIds, whole, actor.personId);
    return doorIds.filter((id) => !held.has(id));
  }

  private async confirmations(actor: Actor, ids: readonly string[]): Promise<Confirmation[]> {
    const rows = await this.commands.confirmations(actor.personId, ids);
    return rows.map(({ id, hash, state, note }) => ({ id, hash, state, ...(note === null ? {} : { note }) }));
  }
}

const wholeView = 'w';
const ownView = 'o';

/**
 * Names what a leaf's doors show that is not written at them: the names of the places, and the round of each plan. When it
 * changes (a grid is renamed, a round begins at midnight) the phone gets all doors of the leaf, although none was touched.
 */
function viewOf(
  leaf: Leaf,
  groups: readonly { id: number; name: string; villageId: number }[],
  plans: readonly JudgingPlan[],
  today: string,
): string {
  const surroundings = [
    leaf.name,
    groups.filter(({ villageId }) => villageId === leaf.parentId).map(({ id, name }) => [id, name]),
    plans
      .filter(({ regionPath }) => leaf.path.startsWith(regionPath))
      .map(({ id, version, document }) => [id, version, roundShownOn(document, today).number]),
  ];
  return `${leaf.whole ? wholeView : ownView}${sha256Hex(JSON.stringify(surroundings)).slice(0, 8)}`;
}

/** Whether the phone holds doors of a leaf of which the actor sees nothing any more, or no longer all of it. */
function hasLost(known: Cursor, leaves: readonly Leaf[]): boolean {
  const now = new Map(leaves.map((leaf) => [leaf.id, leaf]));
  return Object.entries(known.leaves).some(([id, { view }]) => {
    const leaf = now.get(Number(id));
    return !leaf || (view.startsWith(wholeView) && !leaf.whole);
  });
}
