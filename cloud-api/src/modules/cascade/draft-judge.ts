import { Injectable } from '@nestjs/common';
import type { Actor } from '../../common/auth/index.js';
import type { Queryable } from '../../common/database/index.js';
import { Problem } from '../../common/problem/index.js';
import { PhotoOwners } from '../files/index.js';
import type { Draft } from './directive-records.js';

/** Whether a draft can be published as it stands. */
@Injectable()
export class DraftJudge {
  constructor(private readonly photos: PhotoOwners) {}

  /** What the fields alone do not show: the plan's chains, and that the pictures are the writer's own. */
  async requireSound(
    on: Queryable,
    actor: Actor,
    { content, targets }: Draft,
    chains: readonly { key: string }[],
    before?: { content: { photoIds: string[] } },
  ): Promise<void> {
    const unknown = targets.chains.findIndex((chain) => !chains.some(({ key }) => key === chain));
    if (unknown >= 0) throw Problem.validation([{ field: `targets.chains.${unknown}`, rule: 'chain_of_plan' }]);
    const known = before?.content.photoIds;
    await this.photos.requireOwn(on, actor.personId, content.photoIds, 'content.photoIds', known);
  }
}
