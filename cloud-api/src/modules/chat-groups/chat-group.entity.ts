import { Entity, Index, PrimaryColumn } from 'typeorm';
import {
  BigColumn,
  DateColumn,
  FlagColumn,
  IdColumn,
  IntColumn,
  KeyColumn,
  TextColumn,
} from '../../common/database/index.js';

/** A WeChat group of a plan's chain at one place (S1.2, S2.5), and the real group it was bound to. */
@Entity('chat_groups')
@Index('ux_chat_groups_place', ['planId', 'kindKey', 'placeKey'], { unique: true })
@Index('ux_chat_groups_opengid', ['opengid'], { unique: true })
@Index('ix_chat_groups_region', ['regionId'])
@Index('ix_chat_groups_class', ['classId'])
@Index('ix_chat_groups_upper', ['upperId'])
export class ChatGroupEntity {
  @KeyColumn() id: string;
  @IdColumn() planId: string;
  @TextColumn(40) kindKey: string;
  /** `region:12`, `class:<id>`; `own:<id>` for one that somebody added by hand (楼栋群). */
  @TextColumn(48) placeKey: string;
  @IntColumn() regionId: number;
  @IdColumn({ nullable: true }) classId: string | null;
  /** The group from which messages come. */
  @IdColumn({ nullable: true }) upperId: string | null;
  /** 0 for the 指挥群. */
  @IntColumn() level: number;
  @TextColumn(60) name: string;
  /** By hand: the rule does not name it any more. */
  @FlagColumn({ default: false }) renamed: boolean;
  @TextColumn(10, { nullable: true }) reaches: string | null;
  /** The named 负责人 (S2.5). */
  @IdColumn({ nullable: true }) ownerId: string | null;
  @DateColumn({ nullable: true }) builtOn: string | null;
  /** WeChat's name for the real group, known once two of its people opened the card in it. */
  @TextColumn(64, { nullable: true }) opengid: string | null;
  @BigColumn({ nullable: true }) boundAt: number | null;
  /** WeChat shows no size, so somebody tells it. */
  @IntColumn({ nullable: true }) reportedSize: number | null;
  @DateColumn({ nullable: true }) reportedOn: string | null;
  @IntColumn({ default: 1 }) version: number;
  @BigColumn() createdAt: number;
  @BigColumn({ nullable: true }) closedAt: number | null;
}

/** Who belongs to a group as what: by the plan's rule and a post, or by hand. */
@Entity('chat_group_people')
@Index('ix_chat_group_people_person', ['personId'])
@Index('ix_chat_group_people_post', ['postId'])
export class ChatGroupPersonEntity {
  @KeyColumn() groupId: string;
  @KeyColumn() personId: string;
  /** `pusher`, `supervisor` or `member`. */
  @PrimaryColumn({ type: 'varchar', length: 12 }) part: string;
  /** The plan's word: 村主干, 片警. */
  @TextColumn(20) label: string;
  /** `rule`, `added` by hand, or `removed` by hand though the rule names them. */
  @TextColumn(8) origin: string;
  /** Belongs only as long as this post is held. */
  @IdColumn({ nullable: true }) postId: string | null;
}

/** A registration card that was opened in a real group. */
@Entity('chat_group_cards')
export class ChatGroupCardEntity {
  @KeyColumn() groupId: string;
  @KeyColumn() personId: string;
  @TextColumn(12) part: string;
  @TextColumn(64) opengid: string;
  /** Keyed hash of the openid: one WeChat account opens for one person. */
  @TextColumn(64) opener: string;
  @BigColumn() openedAt: number;
}

/** A resident in the group of their 村民小组 or class: ticked by its pusher, or proved by opening a card in it (S1.4). */
@Entity('chat_group_joins')
@Index('ix_chat_group_joins_resident', ['residentId'])
export class ChatGroupJoinEntity {
  @KeyColumn() groupId: string;
  @KeyColumn() residentId: string;
  @DateColumn() joinedOn: string;
  /** `ticked` or `proved`. */
  @TextColumn(8) source: string;
  @IdColumn({ nullable: true }) byId: string | null;
  @DateColumn({ nullable: true }) leftOn: string | null;
}

/** Somebody is away, and who signs and pushes for them meanwhile. */
@Entity('absences')
@Index('ix_absences_person', ['personId', 'startsAt'])
@Index('ix_absences_deputy', ['deputyId', 'startsAt'])
export class AbsenceEntity {
  @KeyColumn() id: string;
  @IdColumn() personId: string;
  @IdColumn() deputyId: string;
  @BigColumn() startsAt: number;
  @BigColumn({ nullable: true }) endsAt: number | null;
  @TextColumn(100, { nullable: true }) reason: string | null;
  @IdColumn() createdBy: string;
  @BigColumn() createdAt: number;
  @BigColumn({ nullable: true }) cancelledAt: number | null;
}
