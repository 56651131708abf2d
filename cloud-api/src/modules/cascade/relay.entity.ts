import { Entity, Index } from 'typeorm';
import { BigColumn, FlagColumn, IdColumn, IntColumn, KeyColumn, TextColumn } from '../../common/database/index.js';

/** One directive's way into one group: a hop. One row per group, never one per villager. */
@Entity('relays')
@Index('ux_relays_group', ['versionId', 'groupId'], { unique: true })
@Index('ix_relays_upper', ['upperId'])
@Index('ix_relays_group', ['groupId', 'versionId'])
@Index('ix_relays_step', ['nextStepAt', 'id'])
export class RelayEntity {
  @KeyColumn() id: string;
  @IdColumn() versionId: string;
  @IdColumn() groupId: string;
  /** The relay of the nearest upper group that the directive goes to; null at the top. */
  @IdColumn({ nullable: true }) upperId: string | null;
  @IntColumn() level: number;
  /** When this hop's clock began: the upper hop's push, or the publication. */
  @BigColumn({ nullable: true }) openedAt: number | null;
  @BigColumn({ nullable: true }) dueAt: number | null;
  /** The chain's clock, from the publication, whatever the hops above did. */
  @BigColumn() chainDueAt: number;
  /** The unit's 签收: the first of its pushers. */
  @BigColumn({ nullable: true }) signedAt: number | null;
  @IdColumn({ nullable: true }) signedBy: string | null;
  /** A claim: the share card was tapped on. */
  @BigColumn({ nullable: true }) pushedAt: number | null;
  @IdColumn({ nullable: true }) pushedBy: string | null;
  /** The first opening whose decrypted opengid is this group. */
  @BigColumn({ nullable: true }) provedAt: number | null;
  /** Distinct people with that proof: a lower bound of who read it. */
  @IntColumn({ default: 0 }) openers: number;
  /** The last opening that could not be verified. */
  @BigColumn({ nullable: true }) doubtedAt: number | null;
  @BigColumn({ nullable: true }) attestedAt: number | null;
  /** 特急 only: the hops below began without waiting for this one. */
  @BigColumn({ nullable: true }) skippedAt: number | null;
  @IdColumn({ nullable: true }) skippedBy: string | null;
  @TextColumn(200, { nullable: true }) skipReason: string | null;
  /** How many steps of escalation are done. */
  @IntColumn({ default: 0 }) step: number;
  @BigColumn({ nullable: true }) nextStepAt: number | null;
  /** Recalled, or amended by a later version. */
  @BigColumn({ nullable: true }) closedAt: number | null;
}

/** 签收 by one person. */
@Entity('relay_receipts')
export class RelayReceiptEntity {
  @KeyColumn() relayId: string;
  @KeyColumn() personId: string;
  /** For whom, when they signed as a deputy. */
  @IdColumn({ nullable: true }) absentId: string | null;
  @TextColumn(64) versionHash: string;
  @BigColumn() signedAt: number;
  @BigColumn() deviceAt: number;
}

/** Each tap on the share card; only what is opened in the group proves anything. */
@Entity('relay_pushes')
@Index('ix_relay_pushes_relay', ['relayId', 'pushedAt'])
export class RelayPushEntity {
  @KeyColumn() id: string;
  @IdColumn() relayId: string;
  @IdColumn() personId: string;
  @BigColumn() pushedAt: number;
  @BigColumn() deviceAt: number;
}

/** A card opened from a chat. It counts for the group in which it was opened, whatever relay its path names. */
@Entity('card_openings')
@Index('ux_card_openings_opener', ['relayId', 'opener'], { unique: true })
@Index('ix_card_openings_card', ['cardRelayId', 'outcome'])
export class CardOpeningEntity {
  @KeyColumn() id: string;
  @IdColumn() versionId: string;
  /** The relay that the card's path names. */
  @IdColumn() cardRelayId: string;
  /** The relay that it proves; null when it proves nothing. */
  @IdColumn({ nullable: true }) relayId: string | null;
  /** Keyed hash of the openid. */
  @TextColumn(64) opener: string;
  @IdColumn({ nullable: true }) personId: string | null;
  /** `proved`, `foreign` or `cannot_verify`. */
  @TextColumn(16) outcome: string;
  @BigColumn() openedAt: number;
}

/** What a supervisor saw in the group with their own eyes. */
@Entity('relay_attestations')
export class RelayAttestationEntity {
  @KeyColumn() relayId: string;
  @KeyColumn() personId: string;
  @FlagColumn() seen: boolean;
  @TextColumn(200, { nullable: true }) note: string | null;
  @BigColumn() attestedAt: number;
}

@Entity('relay_urges')
@Index('ix_relay_urges_relay', ['relayId', 'urgedAt'])
export class RelayUrgeEntity {
  @KeyColumn() id: string;
  @IdColumn() relayId: string;
  @IdColumn() personId: string;
  @BigColumn() urgedAt: number;
}
