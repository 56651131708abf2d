import type { DoorKind, Relation, ResidentTag } from '../plans/index.js';

/** What a column of a household book can hold. Several columns may be `tags`; every other field has one column at most. */
export const BookField = {
  Code: 'code',
  Head: 'head',
  Name: 'name',
  Relation: 'relation',
  Birth: 'birth',
  IdNumber: 'id_number',
  Phone: 'phone',
  Address: 'address',
  Village: 'village',
  Grid: 'grid',
  Group: 'group',
  Kind: 'kind',
  Tags: 'tags',
  Children: 'children',
  /** Names of the other people, in a book of one row per household: 李四(妻)、李五(子). */
  Members: 'members',
  Remark: 'remark',
} as const;
export type BookField = (typeof BookField)[keyof typeof BookField];

export const BookLayout = { RowPerPerson: 'row_per_person', RowPerHousehold: 'row_per_household' } as const;
export type BookLayout = (typeof BookLayout)[keyof typeof BookLayout];

/** `column` counts from 0. */
export interface ColumnChoice {
  column: number;
  field: BookField;
}

/** How a sheet is to be read; `headerRow` as Excel numbers it, 0 where the sheet has no heads. */
export interface BookChoice {
  headerRow: number;
  layout: BookLayout;
  columns: readonly ColumnChoice[];
}

export interface BookMember {
  row: number;
  name: string;
  relation: Relation;
  /** `YYYY-MM`. */
  birthMonth: string | null;
  /** Eleven digits. */
  phone: string | null;
  tags: ResidentTag[];
}

/** A household as the file tells of it. Texts that are not written are ''. Members stand in the file's order, the head first. */
export interface BookHousehold {
  firstRow: number;
  lastRow: number;
  village: string;
  grid: string;
  group: string;
  code: string;
  name: string;
  kind: DoorKind;
  address: string;
  childrenUnder14: number;
  members: BookMember[];
  problems: RowProblem[];
}

/** `bad`: the household cannot be taken as it stands. `note`: it is taken; this was left out, or read so. */
export type ProblemLevel = 'bad' | 'note';

/** `shown` is what stood there, at most 60 characters, with phones and ID numbers masked. `column` counts from 0. */
export interface RowProblem {
  row: number;
  column: number | null;
  field: BookField | null;
  rule: BookRule;
  level: ProblemLevel;
  shown: string;
}

/** Each rule and its level. */
export const bookRuleLevels = {
  name_missing: 'bad',
  /** A formula, digits only, control characters. */
  name_unreadable: 'bad',
  name_too_long: 'bad',
  /** Something in brackets behind a name was left out. */
  name_suffix_dropped: 'note',
  code_unreadable: 'bad',
  code_too_long: 'bad',
  /** No ID number is kept, so none can be a household's code. */
  code_is_id_number: 'bad',
  /** One code with two different heads; reported at both places. */
  code_twice: 'bad',
  /** The rows of a household do not follow each other. */
  household_continued: 'note',
  /** The household was merged into another one; nothing is added. */
  merged_before: 'note',
  /** Several doors could be this household. */
  several_doors: 'bad',
  /** One head at one address, without a code; reported at both places. */
  household_twice: 'bad',
  no_head: 'bad',
  two_heads: 'bad',
  /** The 户主姓名 column names another than the row that says 户主, which is taken. */
  head_differs: 'note',
  /** No record may be kept of the head. */
  head_under_14: 'bad',
  /** Two rows of one name in one household contradict each other. */
  person_twice: 'bad',
  /** A second row says of a person nothing that contradicts the first. */
  person_repeated: 'note',
  too_many_residents: 'bad',
  /** Read as `other`. */
  relation_unknown: 'note',
  birth_unreadable: 'bad',
  /** 80.5; 1980.1 as a number, which may be October; a year in which one may be 14 or not. */
  birth_ambiguous: 'bad',
  birth_impossible: 'bad',
  birth_future: 'bad',
  /** Only the year is written; it is left out. */
  birth_year_only: 'note',
  /** The ID number and the birth column differ: the ID number is taken when its check digit is right. */
  birth_differs: 'note',
  /** Neither a birth column nor this ID number says when the person was born. */
  id_number_invalid: 'bad',
  /** The ID number cannot be read, but the birth is known. */
  id_number_ignored: 'note',
  /** The check digit is wrong; the birth is taken from it all the same. */
  id_number_check_digit: 'note',
  phone_invalid: 'bad',
  /** A landline, left out. */
  phone_landline: 'note',
  /** Further phones, left out. */
  phone_more: 'note',
  address_missing: 'bad',
  address_unreadable: 'bad',
  address_too_long: 'bad',
  /** Rows of one household differ; the first is taken. */
  address_differs: 'note',
  place_differs: 'note',
  tag_unknown: 'note',
  /** Read as a household. */
  kind_unknown: 'note',
  children_unreadable: 'bad',
  too_many_children: 'bad',
  /** The column and the rows of children differ; the larger number is taken. */
  children_differ: 'note',
  unknown_village: 'bad',
  unknown_grid: 'bad',
  unknown_group: 'bad',
  /** The village has several grids, or none, and the file names none. */
  grid_missing: 'bad',
} as const satisfies Record<string, ProblemLevel>;
export type BookRule = keyof typeof bookRuleLevels;

/** The same limits as at the door. */
export const bookLimits = {
  doorName: 60,
  memberName: 30,
  code: 20,
  address: 120,
  residents: 60,
  children: 20,
} as const;

/** What a file can tell of a door and its residents, as the three-way merge compares it. `members` is who lives there. */
export const MergeField = {
  Name: 'name',
  Kind: 'kind',
  Code: 'code',
  Address: 'address',
  Grid: 'grid',
  Group: 'group',
  Children: 'children',
  Members: 'members',
  MemberName: 'member_name',
  Relation: 'relation',
  Birth: 'birth',
  Phone: 'phone',
  Tags: 'tags',
} as const;
export type MergeField = (typeof MergeField)[keyof typeof MergeField];
