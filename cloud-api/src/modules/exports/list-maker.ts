import type { Actor } from '../../common/auth/index.js';
import type { BookSpec } from '../../common/spreadsheet/index.js';
import type { RegionRecord } from '../regions/index.js';
import type { ExportOptions } from './export.rules.js';

/** What a job is to make, for whom. */
export interface ListOrder {
  actor: Actor;
  region: RegionRecord;
  options: ExportOptions;
  withPhones: boolean;
  /** Milliseconds: when the making began. */
  asOf: number;
  /** In doors; throws when the work must stop. */
  progress: (done: number, total: number) => Promise<void>;
}

/** A list about to be written: rows are counted while the writer takes them. */
export interface MadeList {
  book: BookSpec;
  rows: () => number;
}

/** Makes lists of one kind. */
export interface ListMaker {
  make(order: ListOrder): Promise<MadeList>;
}

/** Between two statements on one line. */
export const gap = '　　';

/** Signed by hand on paper. */
export const signatures =
  '填表人：＿＿＿＿＿＿＿＿　　　　审核人：＿＿＿＿＿＿＿＿　　　　填表日期：＿＿＿＿年＿＿月＿＿日';
