import { Injectable } from '@nestjs/common';
import { type Actor, Permission } from '../../common/auth/index.js';
import { chunks, type Transaction } from '../../common/database/index.js';
import { Problem } from '../../common/problem/index.js';
import { LeafClock, Level, RegionsService } from '../regions/index.js';
import { AssignmentRepository } from './assignment.repository.js';
import { DoorAccess } from './door-access.js';
import { toMicrodegrees } from './door.rules.js';
import { doorsAtOnce, type MapArea } from './dto/assignments.dto.js';
import { boxAround, fewestCorners, isInside } from './map-area.rules.js';

export interface ChosenDoors {
  doorIds?: string[];
  gridId?: number;
  area?: MapArea;
  unassigned?: boolean;
}

/** Finds the doors that a list, a grid or a line on the map means, and locks their leaves in the order of their ids. */
@Injectable()
export class AssignmentChoice {
  constructor(
    private readonly assignments: AssignmentRepository,
    private readonly access: DoorAccess,
    private readonly regions: RegionsService,
    private readonly leafClock: LeafClock,
  ) {}

  /** The ids of the doors; a 404 when one named, the grid or the region is out of reach. */
  async open(transaction: Transaction, actor: Actor, chosen: ChosenDoors): Promise<string[]> {
    const ways = [chosen.doorIds, chosen.gridId, chosen.area].filter((way) => way !== undefined);
    if (ways.length !== 1) throw Problem.validation([{ field: 'doorIds', rule: 'one_of_three_ways' }]);
    const doorIds = await this.find(transaction, actor, chosen);
    if (!chosen.unassigned) return doorIds;
    const taken = new Set<string>();
    for (const part of chunks(doorIds, doorsAtOnce)) {
      for (const { doorId } of await this.assignments.held(transaction, part)) taken.add(doorId);
    }
    return doorIds.filter((id) => !taken.has(id));
  }

  private find(transaction: Transaction, actor: Actor, { doorIds, gridId, area }: ChosenDoors): Promise<string[]> {
    if (doorIds) return this.named(transaction, actor, doorIds);
    return gridId === undefined ? this.within(transaction, actor, area!) : this.ofGrid(transaction, actor, gridId);
  }

  private async named(transaction: Transaction, actor: Actor, doorIds: string[]): Promise<string[]> {
    const { states } = await this.access.open(transaction, [actor], doorIds);
    for (const id of doorIds) {
      const door = states.get(id);
      if (!door || !actor.canAt(Permission.AssignmentManage, door.path)) throw Problem.notFound();
    }
    return doorIds;
  }

  private async ofGrid(transaction: Transaction, actor: Actor, gridId: number): Promise<string[]> {
    const grid = await this.reachable(transaction, actor, gridId);
    if (grid.level !== Level.Grid) throw Problem.validation([{ field: 'gridId', rule: 'grid' }]);
    await this.leafClock.raise(transaction, [gridId]);
    return this.assignments.standingIn(transaction, gridId);
  }

  private async within(transaction: Transaction, actor: Actor, { regionId, polygon }: MapArea): Promise<string[]> {
    if (polygon.length < fewestCorners) throw Problem.validation([{ field: 'area.polygon', rule: 'array_min_size' }]);
    const { path } = await this.reachable(transaction, actor, regionId);
    const corners = polygon.map(({ latitude, longitude }) => ({
      latitudeE6: toMicrodegrees(latitude),
      longitudeE6: toMicrodegrees(longitude),
    }));
    const box = boxAround(corners);
    const leaves = await this.assignments.leavesInBox(transaction, path, box);
    await this.leafClock.raise(transaction, leaves);
    const located = await this.assignments.standingInBox(transaction, leaves, box);
    return located.filter((door) => isInside(door, corners)).map(({ id }) => id);
  }

  private async reachable(transaction: Transaction, actor: Actor, regionId: number) {
    const region = await this.regions.require(transaction, regionId);
    if (!actor.canAt(Permission.AssignmentManage, region.path)) throw Problem.notFound();
    return region;
  }
}
