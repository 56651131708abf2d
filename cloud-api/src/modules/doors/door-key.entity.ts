import { Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * A text under which a door is found: the first letter says what it is (`n` a person's name, pinyin or initials, `d` the
 * door's own public name, `c` its code, `p` a whole phone and `t` its last four digits, both as keyed hashes).
 */
@Entity('door_keys')
@Index('ix_door_keys_key', ['searchKey', 'gridId'])
@Index('ix_door_keys_door', ['doorId'])
export class DoorKeyEntity {
  @PrimaryColumn({ type: 'integer' }) gridId: number;
  @PrimaryColumn({ type: 'varchar', length: 64 }) searchKey: string;
  @PrimaryColumn({ type: 'varchar', length: 36 }) doorId: string;
}
