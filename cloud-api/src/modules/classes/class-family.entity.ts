import { Entity, Index, PrimaryColumn } from 'typeorm';
import { BigColumn } from '../../common/database/index.js';

/** A household with a pupil in the class. The pupil is in no record, only in the household's and the class's count. */
@Entity('class_families')
@Index('ix_class_families_door', ['doorId', 'endedAt'])
export class ClassFamilyEntity {
  /** The door of kind `class`. */
  @PrimaryColumn({ type: 'varchar', length: 36 }) classId: string;
  /** The household. */
  @PrimaryColumn({ type: 'varchar', length: 36 }) doorId: string;
  @BigColumn() startedAt: number;
  @BigColumn({ nullable: true }) endedAt: number | null;
}
