import type { Actor } from '../../common/auth/index.js';
import type { Queryable, Transaction } from '../../common/database/index.js';
import type { RunningJob } from '../../common/jobs/index.js';
import type { SheetRow } from '../../common/spreadsheet/index.js';
import type { RegionRecord } from '../regions/index.js';
import type { ImportDecision, ImportMapping } from './dto/import.dto.js';
import type { ImportKindName } from './import.rules.js';

export interface ImportProblem {
  /** From 0. */
  sheet: number;
  /** As the spreadsheet numbers it, from 1. */
  row: number;
  /** From 0. */
  column: number | null;
  field: string | null;
  rule: string;
  level: 'bad' | 'note';
  /** What stood there; phones and identity numbers masked. */
  shown: string;
}

/** A grid or 村民小组 that the file names and the tree does not have yet. */
export interface MissingPlace {
  villageId: number;
  villageName: string;
  level: 'grid' | 'group';
  name: string;
  /** How many records of the file are there. */
  records: number;
}

/** The numbers of a check, or of a publishing. A kind that knows no conflicts leaves them 0. */
export interface ImportOutcome {
  /** Rows of the file that hold something. */
  rows: number;
  /** Households, people or families in them. */
  records: number;
  add: number;
  update: number;
  conflict: number;
  same: number;
  absent: number;
  /** Records that cannot be taken as they stand. */
  bad: number;
  notes: number;
  missingPlaces: MissingPlace[];
}

/** Before anything is read. */
export function emptyOutcome(): ImportOutcome {
  const found = { add: 0, update: 0, conflict: 0, same: 0, absent: 0 };
  return { rows: 0, records: 0, ...found, bad: 0, notes: 0, missingPlaces: [] };
}

export interface ChangesPage {
  items: RecordChange[];
  /** Where the next page begins. */
  next: number | null;
  total: number;
}

export interface ImportSheet {
  index: number;
  name: string;
  rows(): AsyncIterable<SheetRow>;
}

/** What a kind is given to check a file. */
export interface ImportCheck {
  importId: string;
  actor: Actor;
  /** The region that the file is for; nothing outside it may be touched. */
  region: RegionRecord;
  mapping: ImportMapping;
  sheets: readonly ImportSheet[];
  /** Rows in all sheets, as far as the file tells; for the progress. */
  rowCount: number | null;
  job: RunningJob;
  /** Rows written one after another keep the order of the file. */
  problem(...problems: ImportProblem[]): Promise<void>;
}

export interface ImportPublishing {
  importId: string;
  actor: Actor;
  region: RegionRecord;
  fileSha256: string;
  /** When the check began to read the database. */
  checkedAt: number;
}

export interface ChangeValue {
  field: string;
  /** The person it is about, where it is not the record itself. */
  person: string | null;
  /** What the last file said, what stands here, and what this file says; null where there is nothing. Phones masked. */
  base: string | null;
  here: string | null;
  book: string | null;
  take: 'here' | 'book';
  conflict: boolean;
  /** Names the field in a decision. */
  key: string;
}

export interface RecordChange {
  id: string;
  action: string;
  label: string;
  /** Where: 台头村 第一网格. */
  place: string;
  sheet: number | null;
  firstRow: number | null;
  lastRow: number | null;
  values: ChangeValue[];
}

/**
 * What one kind of file means. The engine carries files from the upload to the publishing; a kind says what its columns can
 * hold, compares a file with what is stored, and writes what was shown.
 */
export interface ImportKind {
  readonly kind: ImportKindName;
  /** The names a column can be given. */
  readonly fields: readonly string[];
  /** Which of the first rows holds the heads, as the spreadsheet numbers it; 0 when none does. */
  findHeaderRow(rows: SheetRow[]): number;
  /** What stands below such a head is neither shown nor kept: names of pupils. */
  hides?(head: string): boolean;
  suggest(heads: string[], samples: string[][]): Pick<ImportMapping, 'layout' | 'columns'>;
  /** Why the mapping cannot work; `field` within the mapping. */
  faults(mapping: ImportMapping): { field: string; rule: string }[];
  /** Compares and stages; what was staged by an earlier check is gone before. Throws JobFailed for what a person must mend. */
  check(check: ImportCheck): Promise<ImportOutcome>;
  /** Writes what was staged, in one short transaction; throws JobFailed('check_again') when it no longer fits. */
  publish(transaction: Transaction, publishing: ImportPublishing): Promise<{ added: number; updated: number }>;
  discard(transaction: Transaction, importId: string): Promise<void>;
  changes(on: Queryable, importId: string, action: string, after: number, limit: number): Promise<ChangesPage>;
  /** Decides conflicts; the new numbers of the check. */
  decide?(
    transaction: Transaction,
    importId: string,
    decisions: readonly ImportDecision[],
  ): Promise<Partial<ImportOutcome>>;
}
