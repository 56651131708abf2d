import {
  BooleanField,
  EnumField,
  IdField,
  InstantField,
  IntegerField,
  ListField,
  TextField,
} from '../../../common/http/index.js';
import { QuarantineReason } from '../command.js';

export const QuarantineState = { Pending: 'pending', Accepted: 'accepted', Rejected: 'rejected' } as const;
export type QuarantineState = (typeof QuarantineState)[keyof typeof QuarantineState];

export class QuarantineQuery {
  @IntegerField({ min: 1, optional: true, query: true }) regionId?: number;
  @EnumField(QuarantineState, 'QuarantineState', { optional: true }) state?: QuarantineState;
}

export class QuarantinedCommand {
  @IdField() id: string;
  @TextField() kind: string;
  @EnumField(QuarantineReason, 'QuarantineReason') reason: QuarantineReason;
  @TextField() byName: string;
  @InstantField() happenedAt: number;
  @InstantField() receivedAt: number;
  @IdField({ nullable: true }) doorId: string | null;
  @TextField({ nullable: true }) doorLabel: string | null;
  /** Of a grid with its village: 台头村 第一网格. */
  @TextField() placeName: string;
  @EnumField(QuarantineState, 'QuarantineState') state: QuarantineState;
  @TextField({ nullable: true }) note: string | null;
}

export class QuarantineList {
  @ListField(QuarantinedCommand) items: QuarantinedCommand[];
}

export class QuarantineDecision {
  @BooleanField() accept: boolean;
  @TextField({ max: 200, optional: true }) note?: string;
}
