import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../common/database/index.js';
import type { Companion } from './dto/visit-commands.dto.js';
import { PaperRepository } from './paper.repository.js';
import { canHaveComeAlong, type DoorPlace } from './paper.rules.js';
import { unique } from './visit-command-parts.js';

interface Company {
  door: DoorPlace;
  /** When the visit was, in milliseconds. */
  at: number;
  companions: Companion[] | undefined;
}

/**
 * A phone says who came along. A person's training may make the visit count, so their id is kept only when they were there
 * by a post or because the door was theirs; otherwise the name alone stays, as it was written.
 */
@Injectable()
export class CompanionCheck {
  constructor(private readonly paper: PaperRepository) {}

  /** The companions of each visit as they may be kept, in the same order. */
  async believed(on: Queryable, visits: readonly Company[]): Promise<(Companion[] | undefined)[]> {
    const naming = visits.filter(({ companions }) => companions?.some(({ personId }) => personId !== undefined));
    if (naming.length === 0) return visits.map(({ companions }) => companions);
    const people = unique(naming.flatMap(({ companions }) => companions!.flatMap(({ personId }) => personId ?? [])));
    const doors = unique(naming.map(({ door }) => door.id));
    const holdings = await this.paper.holdings(on, people, doors);
    return visits.map(({ door, at, companions }) =>
      companions?.map(({ personId, ...companion }) => {
        const known = personId !== undefined && canHaveComeAlong(door, at, holdings.get(personId)!);
        return known ? { ...companion, personId } : companion;
      }),
    );
  }
}
