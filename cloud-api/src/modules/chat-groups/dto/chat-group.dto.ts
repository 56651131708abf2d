import {
  BooleanField,
  DateField,
  EnumField,
  EnumListField,
  FlagField,
  IdField,
  IdListField,
  InstantField,
  IntegerField,
  ListField,
  ObjectField,
  PhoneIdField,
  TextField,
  TextListField,
} from '../../../common/http/index.js';
import { GroupReach } from '../../plans/index.js';

export const GroupPart = { Pusher: 'pusher', Supervisor: 'supervisor', Member: 'member' } as const;
export type GroupPart = (typeof GroupPart)[keyof typeof GroupPart];

export const GroupOrigin = { Rule: 'rule', Added: 'added', Removed: 'removed' } as const;
export type GroupOrigin = (typeof GroupOrigin)[keyof typeof GroupOrigin];

/** What a group still lacks. */
export const GroupGap = {
  Owner: 'owner',
  Pusher: 'pusher',
  Supervisor: 'supervisor',
  Built: 'built',
  Bound: 'bound',
} as const;
export type GroupGap = (typeof GroupGap)[keyof typeof GroupGap];

export class GroupQuery {
  @IdField() planId: string;
  @IntegerField({ min: 1, query: true, optional: true }) regionId?: number;
  @IntegerField({ max: 9, query: true, optional: true }) level?: number;
  @EnumField(GroupGap, 'GroupGap', { optional: true }) gap?: GroupGap;
  /** Part of the group's or the place's name. */
  @TextField({ min: 1, max: 30, optional: true }) q?: string;
  @TextField({ min: 1, max: 200, optional: true }) after?: string;
  @IntegerField({ min: 1, max: 200, query: true, optional: true }) limit?: number;
}

export class GroupPerson {
  @IdField() personId: string;
  @TextField() name: string;
  @EnumField(GroupPart, 'GroupPart') part: GroupPart;
  /** 村主干, 片警. */
  @TextField() label: string;
  @EnumField(GroupOrigin, 'GroupOrigin') origin: GroupOrigin;
  /** Who signs and pushes for them today. */
  @TextField({ nullable: true }) deputyName: string | null;
}

export class ChatGroup {
  @IdField() id: string;
  @TextField() name: string;
  @TextField() kindKey: string;
  @TextField() kindName: string;
  @TextListField() chains: string[];
  @IntegerField() level: number;
  @IntegerField() regionId: number;
  /** 台头村 第一小组. */
  @TextField() placeName: string;
  @IdField({ nullable: true }) upperId: string | null;
  @EnumField(GroupReach, 'GroupReach', { nullable: true }) reaches: GroupReach | null;
  @TextField({ nullable: true }) ownerName: string | null;
  @DateField({ nullable: true }) builtOn: string | null;
  @DateField({ nullable: true }) dueOn: string | null;
  /** Not built, and the due day has passed. */
  @BooleanField() late: boolean;
  @InstantField({ nullable: true }) boundAt: number | null;
  @IntegerField({ nullable: true }) reportedSize: number | null;
  @DateField({ nullable: true }) reportedOn: string | null;
  /** The pushers by name. */
  @TextListField() pushers: string[];
  @EnumListField(GroupGap, 'GroupGap', { max: 5 }) gaps: GroupGap[];
}

export class GroupCounts {
  @IntegerField() groups: number;
  @IntegerField() built: number;
  @IntegerField() bound: number;
  @IntegerField() late: number;
  @IntegerField() withGaps: number;
}

export class ChatGroupList {
  @ListField(ChatGroup) items: ChatGroup[];
  @TextField({ nullable: true }) next: string | null;
  /** Of all groups asked for, whatever the page. */
  @ObjectField(GroupCounts) counts: GroupCounts;
}

/** 入群率: the residents aged 18 to 60 of the group's place on a date, and how many of them are in it (S1.4). */
export class JoinRate {
  @DateField() asOn: string;
  @IntegerField() registered: number;
  @IntegerField() joined: number;
  /** Of those, how many opened a card in the group themselves. */
  @IntegerField() proved: number;
}

export class GroupCard {
  @TextField() name: string;
  @EnumField(GroupPart, 'GroupPart') part: GroupPart;
  @InstantField() openedAt: number;
  /** Whether it was the group that the others opened theirs in. */
  @BooleanField() agrees: boolean;
}

export class ChatGroupDetail extends ChatGroup {
  @IntegerField() version: number;
  @IdField({ nullable: true }) ownerId: string | null;
  @ListField(GroupPerson) people: GroupPerson[];
  @ListField(GroupCard) cards: GroupCard[];
  @ObjectField(JoinRate, { nullable: true }) joinRate: JoinRate | null;
  /** What the reader may do here. */
  @BooleanField() mayManage: boolean;
  @BooleanField() mayRegister: boolean;
  @BooleanField() mayTick: boolean;
}

export class MyGroup extends ChatGroup {
  @EnumListField(GroupPart, 'GroupPart', { max: 3 }) parts: GroupPart[];
}

export class MyGroups {
  @ListField(MyGroup) items: MyGroup[];
}

/** A group that no rule makes: 楼栋群. */
export class NewChatGroup {
  @PhoneIdField() id: string;
  @IdField() planId: string;
  @TextField({ min: 1, max: 40 }) kindKey: string;
  @IntegerField({ min: 1 }) regionId: number;
  @TextField({ min: 1, max: 60 }) name: string;
}

export class ChatGroupChange {
  @IntegerField({ min: 1 }) baseVersion: number;
  @TextField({ min: 1, max: 60, optional: true }) name?: string;
  @IdField({ optional: true, nullable: true }) ownerId?: string | null;
  @DateField({ optional: true, nullable: true }) builtOn?: string | null;
  /** Only a group added by hand is closed by hand. */
  @BooleanField({ optional: true }) closed?: boolean;
}

export class GroupPersonChange {
  @IdField() personId: string;
  @EnumField(GroupPart, 'GroupPart') part: GroupPart;
  @BooleanField() present: boolean;
}

export class GroupSize {
  @IntegerField({ min: 1, max: 2000 }) size: number;
}

/** What `wx.login` and then `wx.getGroupEnterInfo` handed out. */
export class GroupEntry {
  @TextField({ min: 1, max: 128 }) loginCode: string;
  @TextField({ min: 1, max: 4000 }) encryptedData: string;
  @TextField({ min: 1, max: 64 }) iv: string;
}

export const CardState = {
  Bound: 'bound',
  Waiting: 'waiting',
  Differs: 'differs',
  CannotVerify: 'cannot_verify',
} as const;
export type CardState = (typeof CardState)[keyof typeof CardState];

export class CardAnswer {
  @EnumField(CardState, 'CardState') state: CardState;
  /** Who has to open the card too. */
  @EnumField(GroupPart, 'GroupPart', { nullable: true }) waitsFor: GroupPart | null;
}

export class GroupUnbinding {
  @TextField({ min: 1, max: 200 }) reason: string;
}

export class JoinEntry {
  @IdField() residentId: string;
  @TextField() doorCode: string;
  /** Masked unless the reader may read names there. */
  @TextField() name: string;
  @DateField({ nullable: true }) joinedOn: string | null;
  @BooleanField() proved: boolean;
}

export class JoinRoll {
  @ListField(JoinEntry) items: JoinEntry[];
  @ObjectField(JoinRate) rate: JoinRate;
}

export class JoinMarks {
  @IdListField({ max: 1000 }) joined: string[];
  @IdListField({ max: 1000 }) left: string[];
}

export class JoinRateQuery {
  @IdField() planId: string;
  @IntegerField({ min: 1, query: true }) regionId: number;
}

export class PlaceJoinRate {
  @IntegerField() regionId: number;
  @TextField() name: string;
  @IntegerField() groups: number;
  @IntegerField() built: number;
  @IntegerField() bound: number;
  @ObjectField(JoinRate) rate: JoinRate;
}

export class JoinRates {
  /** The places directly below. */
  @ListField(PlaceJoinRate) items: PlaceJoinRate[];
  @ObjectField(JoinRate) total: JoinRate;
}

export class AbsenceQuery {
  /** Past ones too. */
  @FlagField({ optional: true }) all?: 'true' | 'false';
}

export class NewAbsence {
  @PhoneIdField() id: string;
  /** Oneself unless told; an office may say it for others. */
  @IdField({ optional: true }) personId?: string;
  @IdField() deputyId: string;
  @InstantField() startsAt: number;
  @InstantField({ optional: true }) endsAt?: number;
  @TextField({ min: 1, max: 100, optional: true }) reason?: string;
}

export class Absence {
  @IdField() id: string;
  @IdField() personId: string;
  @TextField() name: string;
  @IdField() deputyId: string;
  @TextField() deputyName: string;
  @InstantField() startsAt: number;
  @InstantField({ nullable: true }) endsAt: number | null;
  @TextField({ nullable: true }) reason: string | null;
  @InstantField({ nullable: true }) cancelledAt: number | null;
}

export class Absences {
  @ListField(Absence) items: Absence[];
  /** Who may stand in for the reader: those of the same groups. */
  @ListField(GroupPerson) deputies: GroupPerson[];
}
