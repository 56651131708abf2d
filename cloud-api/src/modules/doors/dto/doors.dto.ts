import {
  BooleanField,
  EnumField,
  IdField,
  InstantField,
  IntegerField,
  ListField,
  TextField,
} from '../../../common/http/index.js';
import { DoorKind } from '../../plans/index.js';
import { Exclusion } from '../door.rules.js';

export class RegionQuery {
  @IntegerField({ min: 1, optional: true, query: true }) regionId?: number;
}

export class RequestedExclusion {
  @IdField() doorId: string;
  @TextField() label: string;
  @EnumField(DoorKind, 'DoorKind') doorKind: DoorKind;
  @EnumField(Exclusion, 'Exclusion') kind: Exclusion;
  @TextField() reason: string;
  @TextField() requestedBy: string;
  @InstantField() requestedAt: number;
  /** 台头村 第一网格. */
  @TextField() placeName: string;
}

export class RequestedExclusionList {
  @ListField(RequestedExclusion) items: RequestedExclusion[];
}

export class ExclusionDecision {
  @BooleanField() approve: boolean;
  @TextField({ max: 200, optional: true }) note?: string;
}

export class ResidentPhone {
  @TextField() phone: string;
}
