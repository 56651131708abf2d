import { Entity, Index, PrimaryColumn } from 'typeorm';
import { BigColumn, DateColumn, IdColumn, IntColumn, KeyColumn, TextColumn } from '../../common/database/index.js';

/** Somebody who can sign in: staff by the roster, or a villager by their phone. */
@Entity('people')
@Index('ux_people_phone', ['phoneIndex'], { unique: true })
@Index('ix_people_resident', ['residentId'])
export class PersonEntity {
  @KeyColumn() id: string;
  @TextColumn(30) name: string;
  @TextColumn(200, { nullable: true }) phoneCipher: string | null;
  @TextColumn(64, { nullable: true }) phoneIndex: string | null;
  @IdColumn({ nullable: true }) residentId: string | null;
  @TextColumn(200, { nullable: true }) passwordHash: string | null;
  @IntColumn({ default: 0 }) failedSignIns: number;
  @BigColumn({ nullable: true }) lockedUntil: number | null;
  @BigColumn() createdAt: number;
}

/** A role at a region, from a moment until it is revoked. */
@Entity('posts')
@Index('ix_posts_person', ['personId'])
@Index('ix_posts_region', ['regionId'])
export class PostEntity {
  @KeyColumn() id: string;
  @IdColumn() personId: string;
  @TextColumn(30) role: string;
  @IntColumn() regionId: number;
  @BigColumn() createdAt: number;
  @BigColumn({ nullable: true }) revokedAt: number | null;
}

/** A training before visiting (S2.4): who, when, about what. */
@Entity('trainings')
@Index('ix_trainings_person', ['personId', 'trainedOn'])
export class TrainingEntity {
  @KeyColumn() id: string;
  @IdColumn() personId: string;
  @DateColumn() trainedOn: string;
  @TextColumn(120) topic: string;
}

@Entity('sessions')
@Index('ix_sessions_person', ['personId'])
export class SessionEntity {
  /** SHA-256 of the bearer token; the token itself is never stored. */
  @PrimaryColumn({ type: 'varchar', length: 64 }) tokenHash: string;
  @IdColumn() personId: string;
  /** `wechat`, `office` or `demo`; office sessions end when idle. */
  @TextColumn(10) kind: string;
  @BigColumn() createdAt: number;
  @BigColumn() lastSeenAt: number;
  @BigColumn() expiresAt: number;
}

@Entity('wechat_accounts')
@Index('ix_wechat_accounts_person', ['personId'])
export class WechatAccountEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 }) openid: string;
  @IdColumn() personId: string;
  @BigColumn() phoneVerifiedAt: number;
  @TextColumn(200) sessionKeyCipher: string;
}

/** Consent to one version of the privacy notice, and its withdrawal. */
@Entity('consents')
@Index('ix_consents_person', ['personId', 'version'])
export class ConsentEntity {
  @KeyColumn() id: string;
  @IdColumn() personId: string;
  @TextColumn(20) version: string;
  @BigColumn() givenAt: number;
  @BigColumn({ nullable: true }) withdrawnAt: number | null;
}
