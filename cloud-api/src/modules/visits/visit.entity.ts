import { Entity, Index } from 'typeorm';
import {
  BigColumn,
  DateColumn,
  FlagColumn,
  IdColumn,
  IntColumn,
  JsonColumn,
  KeyColumn,
  TextColumn,
} from '../../common/database/index.js';

/** One line of the 登记表 (S2.3), as it stands after its corrections; the events keep what it was. */
@Entity('visits')
@Index('ix_visits_door', ['doorId', 'startedAt'])
@Index('ix_visits_visitor', ['visitorId', 'startedAt'])
@Index('ix_visits_entered_by', ['enteredBy'])
export class VisitEntity {
  @KeyColumn() id: string;
  @IdColumn() doorId: string;
  /** The grid the door was in when the visit was recorded. */
  @IntColumn() gridId: number;
  @IdColumn() visitorId: string;
  /** When it happened, by the phone's clock corrected with the server's. */
  @BigColumn() startedAt: number;
  @BigColumn() endedAt: number;
  @BigColumn() receivedAt: number;
  @TextColumn(10) outcome: string;
  @FlagColumn() faceToFace: boolean;
  @JsonColumn() topics: string[];
  @JsonColumn() presentResidentIds: string[];
  @IntColumn({ default: 0 }) presentOthers: number;
  @JsonColumn() companions: unknown[];
  @JsonColumn() materials: string[];
  @JsonColumn({ nullable: true }) app: unknown;
  @FlagColumn({ nullable: true }) groupJoined: boolean | null;
  @TextColumn(500, { nullable: true }) questions: string | null;
  @TextColumn(500, { nullable: true }) note: string | null;
  @TextColumn(200, { nullable: true }) callBack: string | null;
  @TextColumn(10, { nullable: true }) awayContact: string | null;
  @DateColumn({ nullable: true }) nextAttemptOn: string | null;
  @JsonColumn() photoIds: string[];
  @IntColumn({ nullable: true }) latitudeE6: number | null;
  @IntColumn({ nullable: true }) longitudeE6: number | null;
  @IntColumn({ nullable: true }) accuracyMetres: number | null;
  @IntColumn({ default: 1 }) version: number;
  @FlagColumn({ default: false }) voided: boolean;
  /** `phone`, or `paper` for a line of a paper register that was entered later. */
  @TextColumn(10, { default: 'phone' }) source: string;
  /** Who entered a line of paper, the visitor or somebody for them; null for what a phone logged. */
  @IdColumn({ nullable: true }) enteredBy: string | null;
}
