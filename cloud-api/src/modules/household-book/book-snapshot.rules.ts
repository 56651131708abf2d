import type { DoorKind, Relation, ResidentTag } from '../plans/index.js';
import type { MergeField } from './book-fields.rules.js';

/** A person as the three sides of a merge hold them. `phoneIndex` tells two phones apart, `phoneCipher` goes along with it. */
export interface MemberContent {
  name: string;
  relation: Relation;
  /** `YYYY-MM`. */
  birthMonth: string | null;
  phoneIndex: string | null;
  phoneCipher: string | null;
  tags: ResidentTag[];
}

export interface ResidentContent extends MemberContent {
  residentId: string;
}

export interface DoorFields {
  name: string;
  kind: DoorKind;
  /** '' where the door has none. */
  code: string;
  address: string;
  gridId: number;
  groupId: number | null;
  childrenUnder14: number;
}

export interface DoorContent extends DoorFields {
  members: ResidentContent[];
}

/** The door as it stands. */
export interface DoorNow extends DoorContent {
  version: number;
}

/**
 * What the last book said, with the residents its people are: also those who were since taken off at the door.
 * Of the fields in `silent` it said nothing.
 */
export interface BookSnapshot extends DoorContent {
  silent: readonly MergeField[];
}

/** What the new book says. `silent`: the fields that the file has no column for; their values here are not looked at. */
export interface BookContent extends DoorFields {
  /** With the residents they were found to be, when this file was compared before. */
  members: (MemberContent & { residentId?: string })[];
  silent: readonly MergeField[];
}

export type Take = 'here' | 'book';

/** Keyed by `FieldChange.key`; only conflicts are looked up. */
export type Decisions = Readonly<Record<string, Take>>;

/**
 * Where book and door differ, and which of them stands in the result. Of a phone the three values are ciphers (a reader masks
 * them); of `members` (a person on one side only) they are the person's name, or null where the person is not.
 * `base` is null too where no book spoke of it before.
 */
export interface FieldChange {
  /** Stable as long as the door's residents and the book's names are: `address`, `<residentId>/phone`, `new/王小明/1`. */
  key: string;
  field: MergeField;
  /** The person it concerns, as the door calls them, or the book where the door does not know them. */
  memberName: string | null;
  base: ChangeValue;
  here: ChangeValue;
  book: ChangeValue;
  take: Take;
  /** Both changed, or nobody knows who did: `here` stands unless the decision says `book`. */
  conflict: boolean;
}
export type ChangeValue = string | number | string[] | null;

export interface Merge {
  /** `same`: the door stays as it is. `conflict`: some conflict is not decided yet; what is not decided stays as it is. */
  action: 'same' | 'update' | 'conflict';
  /** The residents in the door's order, people who are new behind them. */
  result: DoorContent;
  changes: FieldChange[];
  /** What to keep as the base of the next book, whatever the action was. */
  nextBase: BookSnapshot;
}
