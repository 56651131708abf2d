import {
  BooleanField,
  EnumField,
  IdField,
  IdListField,
  InstantField,
  IntegerField,
  ListField,
  TextField,
} from '../../../common/http/index.js';
import { PlanBrief } from '../../plans/index.js';
import { DoorView } from './door-view.dto.js';

export class Pull {
  /** From the last answer; null or absent to start anew. */
  @TextField({ max: 100_000, optional: true, nullable: true }) cursor?: string | null;
  /** Commands whose second confirmation the phone waits for. */
  @IdListField({ max: 500 }) awaiting: string[];
  @IntegerField({ min: 1, max: 500, optional: true }) limit?: number;
}

export class PulledGrid {
  @IntegerField() id: number;
  @TextField() name: string;
  @IntegerField() villageId: number;
  @TextField() villageName: string;
}

export class PulledGroup {
  @IntegerField() id: number;
  @TextField() name: string;
  @IntegerField() villageId: number;
}

const ConfirmationState = {
  Stored: 'stored',
  Quarantined: 'quarantined',
  Accepted: 'accepted',
  Rejected: 'rejected',
} as const;

export class Confirmation {
  @IdField() id: string;
  @TextField() hash: string;
  @EnumField(ConfirmationState, 'ConfirmationState') state: (typeof ConfirmationState)[keyof typeof ConfirmationState];
  @TextField({ optional: true }) note?: string;
}

export class PullAnswer {
  @TextField() cursor: string;
  /** There is more: pull again with this cursor. */
  @BooleanField() more: boolean;
  /** Forget all doors before taking these. */
  @BooleanField() reset: boolean;
  @InstantField() serverTime: number;
  @ListField(PulledGrid) grids: PulledGrid[];
  @ListField(PulledGroup) groups: PulledGroup[];
  @ListField(PlanBrief) plans: PlanBrief[];
  @ListField(DoorView) doors: DoorView[];
  @IdListField({ max: 100_000 }) removedDoorIds: string[];
  @ListField(Confirmation) confirmations: Confirmation[];
}
