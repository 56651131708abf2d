import { Injectable } from '@nestjs/common';
import { anyOf, type Queryable } from '../../common/database/index.js';
import { Problem } from '../../common/problem/index.js';

/** Who may put a photo into what they write: whoever uploaded it. */
@Injectable()
export class PhotoOwners {
  /**
   * A Problem that names the first photo under `field` that is not the person's; `known` ones may stay, whoever uploaded
   * them.
   */
  async requireOwn(
    on: Queryable,
    personId: string,
    photoIds: readonly string[],
    field: string,
    known: readonly string[] = [],
  ): Promise<void> {
    const wanted = anyOf('id', photoIds);
    const rows = await on.query<{ id: string }>(`SELECT id FROM photos WHERE uploader_id = ? AND ${wanted.sql}`, [
      personId,
      ...wanted.parameters,
    ]);
    const own = new Set(rows.map(({ id }) => id));
    const foreign = photoIds.findIndex((id) => !own.has(id) && !known.includes(id));
    if (foreign >= 0) throw Problem.validation([{ field: `${field}.${foreign}`, rule: 'own_photo' }]);
  }
}
