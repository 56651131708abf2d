import { Entity, Index, PrimaryColumn } from 'typeorm';
import {
  BigColumn,
  FlagColumn,
  IdColumn,
  IntColumn,
  JsonColumn,
  KeyColumn,
  TextColumn,
} from '../../common/database/index.js';

/** A 走访对象: a household, a 个体工商户, an enterprise or a class, at one grid and, where it has one, one 村民小组. */
@Entity('doors')
@Index('ix_doors_grid', ['gridId', 'code'])
@Index('ix_doors_grid_version', ['gridId', 'leafVersion'])
@Index('ix_doors_group', ['groupId'])
@Index('ix_doors_unit', ['unitId'])
@Index('ix_doors_exclusion', ['exclusionState', 'gridId'])
export class DoorEntity {
  @KeyColumn() id: string;
  @TextColumn(24) kind: string;
  @TextColumn(20) code: string;
  @TextColumn(60) name: string;
  @TextColumn(120) address: string;
  @IntColumn() gridId: number;
  @IntColumn({ nullable: true }) groupId: number | null;
  /** The school or unit that a class belongs to. */
  @IntColumn({ nullable: true }) unitId: number | null;
  @IntColumn({ default: 0 }) childrenUnder14: number;
  /** Millionths of a degree (GCJ-02). */
  @IntColumn({ nullable: true }) latitudeE6: number | null;
  @IntColumn({ nullable: true }) longitudeE6: number | null;
  @FlagColumn({ default: false }) registeredAtDoor: boolean;
  @TextColumn(16, { nullable: true }) exclusionKind: string | null;
  /** `requested`, `approved` or `rejected`; only an approved one leaves the denominator. */
  @TextColumn(12, { nullable: true }) exclusionState: string | null;
  @TextColumn(200, { nullable: true }) exclusionReason: string | null;
  @IdColumn({ nullable: true }) exclusionBy: string | null;
  @BigColumn({ nullable: true }) exclusionAt: number | null;
  @IntColumn({ default: 1 }) version: number;
  @BigColumn() leafVersion: number;
  @BigColumn() createdAt: number;
}

@Entity('residents')
@Index('ix_residents_door', ['doorId', 'position'])
@Index('ix_residents_phone', ['phoneIndex'])
export class ResidentEntity {
  @KeyColumn() id: string;
  @IdColumn() doorId: string;
  @IntColumn() position: number;
  @TextColumn(30) name: string;
  @TextColumn(16) relation: string;
  /** Year and month only; no record is kept of children under 14. */
  @TextColumn(7, { nullable: true }) birthMonth: string | null;
  @JsonColumn() tags: string[];
  @TextColumn(200, { nullable: true }) phoneCipher: string | null;
  @TextColumn(64, { nullable: true }) phoneIndex: string | null;
}

/** Who owns a door by name (逐人认领); ended assignments stay, so that the phone that had the door is told. */
@Entity('door_assignments')
@Index('ix_door_assignments_person', ['personId', 'endedAt'])
export class DoorAssignmentEntity {
  @KeyColumn() doorId: string;
  @PrimaryColumn({ type: 'varchar', length: 36 }) personId: string;
  @FlagColumn() claimed: boolean;
  @BigColumn() startedAt: number;
  @BigColumn({ nullable: true }) endedAt: number | null;
}

/** A door that left this leaf, for phones that still hold it. */
@Entity('door_tombstones')
export class DoorTombstoneEntity {
  @PrimaryColumn({ type: 'integer' }) gridId: number;
  @PrimaryColumn({ type: 'varchar', length: 36 }) doorId: string;
  @BigColumn() leafVersion: number;
}
