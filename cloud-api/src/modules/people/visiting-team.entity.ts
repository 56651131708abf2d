import { Entity, Index, PrimaryColumn } from 'typeorm';
import { BigColumn } from '../../common/database/index.js';

/** A 网格员 and the 民警/辅警 who goes along (S1.5: 网格长(员)+民警(辅警) own households together). */
@Entity('visiting_teams')
@Index('ix_visiting_teams_police', ['policeId', 'endedAt'])
export class VisitingTeamEntity {
  @PrimaryColumn({ type: 'varchar', length: 36 }) workerId: string;
  @PrimaryColumn({ type: 'varchar', length: 36 }) policeId: string;
  @BigColumn() startedAt: number;
  @BigColumn({ nullable: true }) endedAt: number | null;
}
