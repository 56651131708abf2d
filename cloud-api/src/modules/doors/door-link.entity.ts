import { Entity, Index } from 'typeorm';
import { BigColumn, IdColumn, KeyColumn, LongTextColumn, TextColumn } from '../../common/database/index.js';

/** Where a household came from (`split`) or went (`merged`: the door it was is gone, its history is at the other). */
@Entity('door_links')
@Index('ix_door_links_from', ['fromDoorId'])
@Index('ix_door_links_to', ['toDoorId'])
export class DoorLinkEntity {
  @KeyColumn() id: string;
  @TextColumn(10) kind: string;
  @IdColumn() fromDoorId: string;
  @IdColumn() toDoorId: string;
  @IdColumn() actorId: string;
  /** The merged door as it was, encrypted. */
  @LongTextColumn({ nullable: true }) personal: string | null;
  @BigColumn() createdAt: number;
}
