import { Injectable } from '@nestjs/common';
import type { Actor } from '../../common/auth/index.js';
import type { Queryable } from '../../common/database/index.js';
import { ResidentDirectory } from '../people/index.js';
import { idsOfPath, Level, RegionsService } from '../regions/index.js';
import { PaperVillageRepository } from './paper-village.repository.js';

/**
 * The villages whose papers somebody's phone carries: those they live in, work in or have doors in by name, and those of
 * their township. Whoever works for a whole county has papers signed only where doors are theirs.
 */
@Injectable()
export class PaperVillages {
  constructor(
    private readonly repository: PaperVillageRepository,
    private readonly regions: RegionsService,
    private readonly residents: ResidentDirectory,
  ) {}

  async of(on: Queryable, actor: Actor): Promise<number[]> {
    const villages = new Set([
      ...(await this.ofPosts(on, actor)),
      ...(actor.posts.length > 0 ? await this.repository.ofAssignedDoors(on, actor.personId) : []),
    ]);
    const home = actor.residentId === null ? null : await this.residents.homeOf(actor.residentId);
    if (home) villages.add(home.villageId);
    return [...villages].sort((a, b) => a - b);
  }

  private async ofPosts(on: Queryable, { posts }: Actor): Promise<number[]> {
    const around = await this.regions.byIds(
      on,
      posts.flatMap(({ path }) => idsOfPath(path)),
    );
    const own = new Set(posts.map(({ regionId }) => regionId));
    const regions = [...around.values()].filter(({ closedOn }) => closedOn === null);
    const townships = regions.filter(({ id, level }) => level === Level.Township && own.has(id));
    const below = await this.repository.ofTownships(
      on,
      townships.map(({ id }) => id),
    );
    return [...regions.filter(({ level }) => level === Level.Village).map(({ id }) => id), ...below];
  }
}
