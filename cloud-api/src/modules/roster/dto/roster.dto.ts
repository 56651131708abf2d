import { IdField, IdListField, IntegerField, TextField } from '../../../common/http/index.js';

export const policePerWorker = 5;

/** All the police that go along with a 网格员; an empty list ends the team. */
export class TeamChange {
  @IdListField({ max: policePerWorker }) policeIds: string[];
}

export class HandOver {
  @IdField() toPersonId: string;
  /** All of them when it is absent. */
  @IdListField({ max: 100, optional: true }) postIds?: string[];
  @TextField({ max: 200, optional: true }) note?: string;
}

export class HandOverCounts {
  /** Posts that were handed over, those included which the other person held already. */
  @IntegerField() posts: number;
  /** Doors by name that went along. */
  @IntegerField() doors: number;
  /** Teams in which the other person took the place. */
  @IntegerField() teams: number;
}
