import { type Actor, Permission } from '../../common/auth/index.js';
import { JobState } from '../../common/jobs/index.js';
import type { FieldError } from '../../common/problem/index.js';
import { Level } from '../regions/index.js';

export const ExportKind = {
  VisitRegister: 'visit_register',
  ProgressTable: 'progress_table',
  HouseholdBook: 'household_book',
} as const;
export type ExportKind = (typeof ExportKind)[keyof typeof ExportKind];

/** As the job behind it, and `expired` once the file is gone. */
export const ExportState = { ...JobState, Expired: 'expired' } as const;
export type ExportState = (typeof ExportState)[keyof typeof ExportState];

/** What a list is asked for with; dates are business dates. */
export interface ExportOptions {
  planId?: string;
  round?: number;
  from?: string;
  to?: string;
}

/** Days for which a file can be downloaded. */
export const keptDays = 7;
/** So many lists of one person may be under way; what others wait for comes in between. */
export const mostUnderWay = 3;

export const exportNames: Record<ExportKind, string> = {
  visit_register: '入户登记表',
  progress_table: '工作进度表',
  household_book: '户册',
};

type Asked = ExportOptions & { kind: ExportKind; withPhones?: boolean };

const askedFor: Record<ExportKind, readonly (keyof Asked)[]> = {
  visit_register: ['planId', 'round', 'from', 'to', 'withPhones'],
  progress_table: ['planId', 'round'],
  household_book: ['withPhones'],
};

export function optionErrors(asked: Asked): FieldError[] {
  const foreign = (['planId', 'round', 'from', 'to', 'withPhones'] as const)
    .filter((field) => asked[field] !== undefined && !askedFor[asked.kind].includes(field))
    .map((field) => ({ field, rule: 'not_for_this_kind' }));
  const { from, to } = asked;
  const turned = from !== undefined && to !== undefined && to < from;
  return turned ? [...foreign, { field: 'to', rule: 'not_before_start' }] : foreign;
}

const exportable: readonly Level[] = [
  Level.Province,
  Level.City,
  Level.County,
  Level.Township,
  Level.Village,
  Level.Grid,
];

export function isExportable(level: Level): boolean {
  return exportable.includes(level);
}

/**
 * What a list shows beyond the right to have lists at all: phones in full, or, in a household book, names, because a book with
 * masked names would spoil the doors when it is imported again.
 */
export function mayShow(actor: Actor, list: { kind: ExportKind; withPhones: boolean }, path: string): boolean {
  const phones = !list.withPhones || actor.canAt(Permission.DoorPhone, path);
  const names = list.kind !== ExportKind.HouseholdBook || actor.canAt(Permission.DoorNames, path);
  return phones && names;
}

/** `入户登记表_泾县桃花潭镇_20261121.xlsx` */
export function exportFileName(kind: ExportKind, place: string, date: string): string {
  const safe = place.replace(/[\\/:*?"<>|\u0000-\u001f]/g, '').slice(0, 80);
  return `${exportNames[kind]}_${safe}_${date.replaceAll('-', '')}.xlsx`;
}

/** RFC 6266: a plain name for old clients, the real one for all others. */
export function attachment(fileName: string): string {
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="export.xlsx"; filename*=UTF-8''${encoded}`;
}

export function stateOf(
  job: { state: JobState },
  file: { expiresAt: number | null; isMade: boolean },
  now: number,
): ExportState {
  if (!file.isMade) return job.state === JobState.Done ? ExportState.Failed : job.state;
  return file.expiresAt !== null && file.expiresAt > now ? ExportState.Done : ExportState.Expired;
}
