import { Entity, Index } from 'typeorm';
import {
  BigColumn,
  DateColumn,
  IdColumn,
  IntColumn,
  JsonColumn,
  KeyColumn,
  TextColumn,
} from '../../common/database/index.js';

/** 责任书 sent down one chain of one village or unit, once or for a 学期 (S3.4). */
@Entity('letter_rounds')
@Index('ix_letter_rounds_region', ['regionId', 'startedAt'])
export class LetterRoundEntity {
  @KeyColumn() id: string;
  @IdColumn({ nullable: true }) planId: string | null;
  @TextColumn(40) chainKey: string;
  @IntColumn() regionId: number;
  @TextColumn(80) title: string;
  /** `2026秋`, for chains that are signed anew each 学期. */
  @TextColumn(20, { nullable: true }) term: string | null;
  @IdColumn() versionId: string;
  @DateColumn() dueOn: string;
  /** The chain's levels as they were when the round began: `[{ number, name, role }]`, the top one first. */
  @JsonColumn() levels: unknown[];
  @IdColumn() startedBy: string;
  @BigColumn() startedAt: number;
  @BigColumn({ nullable: true }) closedAt: number | null;
}

/** Somebody who owes a signature in a round, below whoever signed before them. */
@Entity('letter_recipients')
@Index('ix_letter_recipients_round', ['roundId', 'level'])
@Index('ix_letter_recipients_person', ['personId'])
@Index('ix_letter_recipients_resident', ['residentId'])
@Index('ix_letter_recipients_superior', ['superiorId'])
export class LetterRecipientEntity {
  @KeyColumn() id: string;
  @IdColumn() roundId: string;
  /** From 1, the top. */
  @IntColumn() level: number;
  @IdColumn({ nullable: true }) superiorId: string | null;
  @TextColumn(30) name: string;
  @TextColumn(40) position: string;
  @TextColumn(200, { nullable: true }) phoneCipher: string | null;
  @TextColumn(64, { nullable: true }) phoneIndex: string | null;
  @IdColumn({ nullable: true }) personId: string | null;
  /** A guardian: the resident, and the family's door. */
  @IdColumn({ nullable: true }) residentId: string | null;
  @IdColumn({ nullable: true }) doorId: string | null;
  @BigColumn() sentAt: number;
  @BigColumn({ nullable: true }) removedAt: number | null;
}
