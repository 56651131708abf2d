import {
  BooleanField,
  DateField,
  EnumField,
  IdField,
  InstantField,
  IntegerField,
  ListField,
  ObjectField,
  PhoneIdField,
  TextField,
} from '../../../common/http/index.js';
import { Role } from '../../../common/auth/index.js';
import { ChainPlace } from '../../plans/index.js';

/** Where a recipient stands. */
export const LetterState = {
  Signed: 'signed',
  /** May sign now. */
  Due: 'due',
  /** Late, and could have signed. */
  Late: 'late',
  /** Whoever is above has not signed yet. */
  Waiting: 'waiting',
} as const;
export type LetterState = (typeof LetterState)[keyof typeof LetterState];

export class LetterCounts {
  @IntegerField() total: number;
  @IntegerField() signed: number;
  @IntegerField() due: number;
  @IntegerField() late: number;
  @IntegerField() waiting: number;
}

export class LetterLevel {
  /** From 1, the top. */
  @IntegerField() number: number;
  @TextField() name: string;
  @EnumField(Role, 'Role', { nullable: true }) role: Role | null;
  @ObjectField(LetterCounts) counts: LetterCounts;
}

/** A chain of a plan that can be started at a place. */
export class LetterChain {
  @IdField() planId: string;
  @TextField() planName: string;
  @TextField() key: string;
  @TextField() name: string;
  @EnumField(ChainPlace, 'ChainPlace') place: ChainPlace;
  @TextField() templateTitle: string;
  @DateField({ nullable: true }) due: string | null;
  @BooleanField() everyTerm: boolean;
  @TextField() source: string;
}

export class LetterQuery {
  @IntegerField({ min: 1, query: true }) regionId: number;
}

/** Levels with a role are filled from the posts at once; the others wait for a roster. */
export class NewLetterRound {
  @PhoneIdField() id: string;
  @IdField() planId: string;
  @TextField({ min: 1, max: 40 }) chainKey: string;
  /** The village or unit. */
  @IntegerField({ min: 1 }) regionId: number;
  @DateField() dueOn: string;
  /** `2026秋`; needed for chains that are signed each 学期. */
  @TextField({ min: 1, max: 20, optional: true }) term?: string;
}

export class LetterRound {
  @IdField() id: string;
  @TextField() chainKey: string;
  @TextField() title: string;
  @IntegerField() regionId: number;
  @TextField() regionName: string;
  @TextField({ nullable: true }) term: string | null;
  @DateField() dueOn: string;
  @InstantField() startedAt: number;
  @InstantField({ nullable: true }) closedAt: number | null;
  @ListField(LetterLevel) levels: LetterLevel[];
  @ObjectField(LetterCounts) counts: LetterCounts;
}

export class LetterRoundList {
  @ListField(LetterRound) items: LetterRound[];
  /** What can be started here. */
  @ListField(LetterChain) chains: LetterChain[];
}

export class LetterRecipient {
  @IdField() id: string;
  @IntegerField() level: number;
  @IdField({ nullable: true }) superiorId: string | null;
  @TextField() name: string;
  /** 网格长, 车间主任, 三年级二班家长. */
  @TextField() position: string;
  @TextField({ nullable: true }) phoneMasked: string | null;
  @EnumField(LetterState, 'LetterState') state: LetterState;
  @IdField({ nullable: true }) signatureId: string | null;
  @InstantField({ nullable: true }) signedAt: number | null;
}

export class LetterRoundDetail extends LetterRound {
  /** By level, then in the order they were sent. */
  @ListField(LetterRecipient) recipients: LetterRecipient[];
}

/** A line of a roster: who, at which level, below whom. */
export class RosterLine {
  @IntegerField({ min: 1, max: 6 }) level: number;
  @TextField({ min: 1, max: 30 }) name: string;
  @TextField({ max: 40 }) position: string;
  /** Needed to sign on one's own WeChat. */
  @TextField({ min: 11, max: 20, optional: true }) phone?: string;
  /** The name of whoever signs above; may be absent when the level above is one person. */
  @TextField({ min: 1, max: 30, optional: true }) superior?: string;
}

/** All or nothing; a line that names somebody who is there already is that one again. */
export class LetterRoster {
  @ListField(RosterLine, { max: 2000 }) lines: RosterLine[];
}

/** The families of a class, whose guardians sign below its 班主任. */
export class LetterFamilies {
  @IdField() classId: string;
}

export class LetterCode {
  @PhoneIdField() id: string;
  @IntegerField({ min: 1, max: 720 }) hours: number;
}

/** What the variables of a 责任书 stand for, beside who signs it and when: the same that goes into the evidence. */
export class LetterValues {
  @TextField() place: string;
  @TextField() issuer: string;
  @TextField() station: string;
  @TextField() stationPhone: string;
  /** Whoever is above; at the top whoever issues the papers of the place. */
  @TextField() superior: string;
  @TextField() position: string;
  @TextField() term: string;
}

/** A 责任书 sent to whoever asks. */
export class MyLetter {
  @IdField() id: string;
  @IdField() roundId: string;
  @TextField() title: string;
  @TextField() placeName: string;
  @TextField() position: string;
  @TextField({ nullable: true }) superiorName: string | null;
  @TextField({ nullable: true }) term: string | null;
  @DateField() dueOn: string;
  @EnumField(LetterState, 'LetterState') state: LetterState;
  @IdField() versionId: string;
  @ObjectField(LetterValues) values: LetterValues;
  @IdField({ nullable: true }) signatureId: string | null;
}

export class MyLetters {
  @ListField(MyLetter) items: MyLetter[];
}
