import { Entity, Index } from 'typeorm';
import { BigColumn, IdColumn, IntColumn, KeyColumn, TextColumn } from '../../common/database/index.js';

/** A code that leads a household or a unit to its papers. It expires and can be revoked. */
@Entity('sign_codes')
@Index('ux_sign_codes_token', ['tokenHash'], { unique: true })
@Index('ix_sign_codes_door', ['doorId', 'createdAt'])
@Index('ix_sign_codes_round', ['letterRoundId', 'createdAt'])
export class SignCodeEntity {
  @KeyColumn() id: string;
  @TextColumn(64) tokenHash: string;
  /** The 128 random bits, encrypted: the picture is drawn anew when it is asked for. */
  @TextColumn(200) tokenCipher: string;
  @IdColumn({ nullable: true }) doorId: string | null;
  @IdColumn({ nullable: true }) letterRoundId: string | null;
  @IntColumn() regionId: number;
  @IdColumn() createdBy: string;
  @BigColumn() createdAt: number;
  @BigColumn() expiresAt: number;
  @BigColumn({ nullable: true }) revokedAt: number | null;
}
