import { Entity, Index, PrimaryColumn } from 'typeorm';
import { BigColumn, TextColumn } from '../../common/database/index.js';

/** What WeChat has told and was worked on, so that telling it again changes nothing; kept for a week. */
@Entity('wechat_pushes')
@Index('ix_wechat_pushes_received', ['receivedAt'])
export class WechatPushEntity {
  /** SHA-256 of WeChat's own number for it, or of all that it says. */
  @PrimaryColumn({ type: 'varchar', length: 64 }) id: string;
  @TextColumn(64) event: string;
  @BigColumn() receivedAt: number;
}
