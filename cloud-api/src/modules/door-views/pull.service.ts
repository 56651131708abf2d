import { Injectable } from '@nestjs/common';
import { type Actor, Permission } from '../../common/auth/index.js';
import { Clock } from '../../common/clock/index.js';
import { Database } from '../../common/database/index.js';
import { planBrief, PlansService } from '../plans/index.js';
import { CommandRepository, type Cursor, decodeCursor, encodeCursor } from '../sync/index.js';
import { DoorViewsService } from './door-views.service.js';
import { DoorViewRepository, type DoorRow } from './door-view.repository.js';
import type { Confirmation, Pull, PullAnswer } from './dto/pull.dto.js';

const defaultLimit = 200;

interface Leaf {
  id: number;
  name: string;
  path: string;
  parentId: number;
  parentName: string;
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
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async pull(actor: Actor, request: Pull): Promise<PullAnswer> {
    const known = request.cursor ? decodeCursor(request.cursor) : null;
    const leaves = await this.leavesOf(actor);
    const left =
      known !== null && Object.keys(known.leaves).some((id) => !leaves.some((leaf) => leaf.id === Number(id)));
    // A leaf that is out of reach now takes all its doors along: starting anew is simpler than naming each.
    const cursor: Cursor = known === null || left ? { leaves: {} } : known;
    const page = await this.page(actor, leaves, cursor, request.limit ?? defaultLimit);
    const plans = await this.plans.judging(this.database);
    const villageIds = [...new Set(leaves.map(({ parentId }) => parentId))];
    return {
      cursor: encodeCursor(page.cursor),
      more: page.more,
      reset: known === null || left,
      serverTime: this.clock.now(),
      grids: leaves.map(({ id, name, parentId, parentName }) => ({
        id,
        name,
        villageId: parentId,
        villageName: parentName,
      })),
      groups: await this.views.groupsOf(villageIds),
      plans: plans
        .filter((plan) => leaves.some(({ path }) => path.startsWith(plan.regionPath)))
        .map((plan) => planBrief(plan, this.clock.today())),
      doors: await this.doorViews.assemble(actor, page.rows),
      removedDoorIds: await this.outOfReach(actor, leaves, page.gone),
      confirmations: await this.confirmations(actor, request.awaiting),
    };
  }

  private leavesOf(actor: Actor): Promise<Leaf[]> {
    return actor.posts.length === 0
      ? Promise.resolve([])
      : this.views.leavesFor(actor.pathsFor(Permission.VisitWrite), actor.personId);
  }

  private async page(actor: Actor, leaves: readonly Leaf[], cursor: Cursor, limit: number): Promise<Page> {
    const page: Page = { rows: [], gone: [], cursor: { leaves: { ...cursor.leaves } }, more: false };
    const versions = await this.views.leafVersions(leaves.map(({ id }) => id));
    for (const leaf of leaves) {
      const seen = cursor.leaves[leaf.id];
      const version = versions.get(leaf.id) ?? 0;
      if (seen === version) continue;
      const onlyOf = actor.canAt(Permission.VisitWrite, leaf.path) ? null : actor.personId;
      const from = cursor.at?.leaf === leaf.id ? cursor.at : { version: seen ?? -1, door: '\uffff' };
      const room = limit - page.rows.length;
      const rows = await this.views.changedAfter(
        { leafId: leaf.id, version: from.version, doorId: from.door },
        room + 1,
        onlyOf,
      );
      // Doors may also leave between the pages of a first pull.
      const holdsSome = seen !== undefined || cursor.at?.leaf === leaf.id;
      if (holdsSome) page.gone.push(...(await this.views.goneAfter(leaf.id, seen ?? -1, onlyOf)));
      page.rows.push(...rows.slice(0, room));
      if (rows.length > room) {
        const last = page.rows.filter(({ gridId }) => gridId === leaf.id).at(-1);
        page.cursor.at = last ? { leaf: leaf.id, version: last.leafVersion, door: last.id } : cursor.at;
        page.more = true;
        return page;
      }
      page.cursor.leaves[leaf.id] = version;
      delete page.cursor.at;
    }
    delete page.cursor.at;
    return page;
  }

  /** A door that left one of the phone's leaves may have come into another; that page may be past already. */
  private async outOfReach(actor: Actor, leaves: readonly Leaf[], doorIds: readonly string[]): Promise<string[]> {
    if (doorIds.length === 0) return [];
    const whole = leaves.filter(({ path }) => actor.canAt(Permission.VisitWrite, path)).map(({ id }) => id);
    const held = await this.views.heldAmong(doorIds, whole, actor.personId);
    return doorIds.filter((id) => !held.has(id));
  }

  private async confirmations(actor: Actor, ids: readonly string[]): Promise<Confirmation[]> {
    const rows = await this.commands.confirmations(actor.personId, ids);
    return rows.map(({ id, hash, state, note }) => ({ id, hash, state, ...(note === null ? {} : { note }) }));
  }
}
