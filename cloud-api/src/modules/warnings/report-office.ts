import { Injectable } from '@nestjs/common';
import { Role } from '../../common/auth/index.js';
import type { Queryable } from '../../common/database/index.js';
import { ContactsService } from '../people/index.js';
import { idsOfPath, RegionsService } from '../regions/index.js';

const offices = [Role.TownshipOffice, Role.CountyOffice];

/** The office that hears what people of a place tell: the nearest one above them. */
@Injectable()
export class ReportOffice {
  constructor(
    private readonly contacts: ContactsService,
    private readonly regions: RegionsService,
  ) {}

  /** The people of that office; empty where none of the offices above has anybody. */
  async above(on: Queryable, path: string): Promise<string[]> {
    const regions = await this.regions.byIds(on, idsOfPath(path));
    for (const id of idsOfPath(path).reverse()) {
      const region = regions.get(id);
      const posts = region ? await this.contacts.postsWithin(on, region.path, offices) : [];
      const here = posts.filter(({ regionId }) => regionId === id);
      if (here.length > 0) return [...new Set(here.map(({ personId }) => personId))];
    }
    return [];
  }
}
