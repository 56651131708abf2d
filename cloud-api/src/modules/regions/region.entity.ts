import { Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { PrimaryColumn } from 'typeorm';
import { BigColumn, DateColumn, IntColumn, TextColumn } from '../../common/database/index.js';

/** A place in the tree 省·市·县·乡镇·村, a grid (the leaf), a 村民小组 or a unit below it. */
@Entity('regions')
@Index('ux_regions_path', ['path'], { unique: true })
@Index('ux_regions_code', ['code'], { unique: true })
@Index('ix_regions_parent', ['parentId'])
export class RegionEntity {
  @PrimaryGeneratedColumn() id: number;
  /** The official code padded to 12 digits; grids, groups and units have none. */
  @TextColumn(12, { nullable: true }) code: string | null;
  @IntColumn({ nullable: true }) parentId: number | null;
  @TextColumn(12) level: string;
  @TextColumn(60) name: string;
  /** What a unit is; null for everything else. */
  @TextColumn(12, { nullable: true }) unitKind: string | null;
  /** Ids from the root to this one, `/1/23/456/`. Known only after the id is, so it is written second. */
  @TextColumn(120, { nullable: true }) path: string | null;
  @DateColumn({ nullable: true }) closedOn: string | null;
  @IntColumn({ nullable: true }) successorId: number | null;
}

/** The version of each leaf, raised by every transaction that writes into it: its lock, and the cursor of pulls. */
@Entity('leaf_clocks')
export class LeafClockEntity {
  @PrimaryColumn({ type: 'integer' }) regionId: number;
  @BigColumn({ default: 0 }) version: number;
}
