import type { Schemas } from '@/shared/api';
import { countText, csvToOpen, DOOR_KINDS, RELATIONS, RESIDENT_TAGS } from '@/shared/text';
import { IMPORT_KINDS, type ImportState } from './import-words';
import { ruleWords } from './problem-words';

export type Import = Schemas['Import'];
export type Mapping = Schemas['ImportMapping'];
export type RowProblem = Schemas['RowProblem'];
export type ChangedRecord = Schemas['ChangedRecord'];
type ChangedValue = Schemas['ChangedValue'];
type Outcome = NonNullable<Import['outcome']>;

/** The steps that a file takes, and how far one in this state has come. */
export const STEPS = ['选文件', '对列', '核对', '发布'] as const;

const STEP_OF: Record<ImportState, number> = {
  reading: 0,
  mapping: 1,
  checking: 2,
  checked: 2,
  publishing: 3,
  published: 3,
  failed: 0,
  cancelled: 0,
};

export function stepOf(state: ImportState): number {
  return STEP_OF[state];
}

/** A job is at work, so that the answer of now is old in a moment. */
export function isBusy(state: ImportState): boolean {
  return state === 'reading' || state === 'checking' || state === 'publishing';
}

export const FILE_ENDINGS = ['xlsx', 'csv'] as const;
const LARGEST = 20 * 1024 * 1024;

/** Why a file need not be sent at all; null when it may be tried. */
export function fileFault({ name, bytes }: { name: string; bytes: number }): string | null {
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  if (ending === 'xls') return '这是旧版 Excel（.xls）。请在 Excel 里另存为 .xlsx，再选一次。';
  if (!FILE_ENDINGS.some((each) => each === ending)) return '只能导入 Excel（.xlsx）或 CSV 文件。';
  if (bytes > LARGEST) return '文件太大，最多 20 MB。可以按村分开再导入。';
  return null;
}

export function progressText({ state, progress }: Pick<Import, 'state' | 'progress'>): string {
  const known = progress && progress.total > 0;
  const amount = known ? `，${countText(progress.done)} / ${countText(progress.total)} 行` : '';
  switch (state) {
    case 'reading':
      return '正在打开文件，看看有哪些列…';
    case 'checking':
      return `正在逐行核对${amount}…`;
    default:
      return '正在写入，很快就好…';
  }
}

/** How much is done, in 0…1; 0 while nobody knows. */
export function shareDone(progress: Import['progress']): number {
  return progress && progress.total > 0 ? Math.min(1, progress.done / progress.total) : 0;
}

/** The numbers of a file in one line of a list. */
export function outcomeText({ kind, state, outcome }: Import): string {
  if (!outcome) return '';
  const { unit } = IMPORT_KINDS[kind];
  const count = (name: string, number: number) => (number > 0 ? `${name} ${countText(number)}` : '');
  const parts =
    state === 'published'
      ? [count('新增', outcome.added ?? outcome.add), count('更新', outcome.updated ?? outcome.update)]
      : [
          count('新增', outcome.add),
          count('更新', outcome.update),
          count('冲突', outcome.conflict),
          count('有问题', outcome.bad),
        ];
  return parts.filter(Boolean).join(' · ') || `${countText(outcome.records)} ${unit}，都一样`;
}

// ---- What the columns mean

/** The mapping after a column was given another meaning, or none. */
export function withField(mapping: Mapping, column: number, field: string | null): Mapping {
  const others = mapping.columns.filter((choice) => choice.column !== column);
  const columns = field === null ? others : [...others, { column, field }];
  return { ...mapping, columns: columns.sort((a, b) => a.column - b.column) };
}

/** The mapping after other sheets were chosen; the heads are looked for where the first of them has its own. */
export function withSheets(mapping: Mapping, chosen: readonly number[], sheets: readonly Schemas['Sheet'][]): Mapping {
  const sorted = [...chosen].sort((a, b) => a - b);
  const first = sorted[0] === mapping.sheets[0] ? undefined : sheets.find(({ index }) => index === sorted[0]);
  return { ...mapping, sheets: sorted, headerRow: first?.headerRow ?? mapping.headerRow };
}

export interface MappingFaults {
  /** By column. */
  columns: Map<number, string>;
  /** About the whole. */
  rules: string[];
}

/** Which column of the mapping a refusal is about; `errors` are those of the server. */
export function mappingFaults(mapping: Mapping, errors: readonly Schemas['FieldError'][]): MappingFaults {
  const faults: MappingFaults = { columns: new Map(), rules: [] };
  for (const { field, rule } of errors) {
    const index = /^columns\.(\d+)\./.exec(field)?.[1];
    const choice = index === undefined ? undefined : mapping.columns[Number(index)];
    if (choice) faults.columns.set(choice.column, rule);
    else faults.rules.push(rule);
  }
  return faults;
}

// ---- What was found

export function rowText({ firstRow, lastRow }: Pick<ChangedRecord, 'firstRow' | 'lastRow'>): string {
  if (firstRow === null) return '';
  return lastRow === null || lastRow === firstRow ? String(firstRow) : `${firstRow}–${lastRow}`;
}

function named(names: Record<string, string>, value: string): string {
  return names[value] ?? value;
}

/** A value of a household in words; nothing is said to be nothing. */
export function valueText(field: string, value: string | null): string {
  if (field === 'members') return value === null ? '没有这个人' : '有这个人';
  if (value === null || value === '') return '（空）';
  switch (field) {
    case 'kind':
      return named(DOOR_KINDS, value);
    case 'relation':
      return named(RELATIONS, value);
    case 'tags':
      return value
        .split(' ')
        .map((tag) => named(RESIDENT_TAGS, tag))
        .join('、');
    case 'children':
      return `${value} 人`;
    default:
      return value;
  }
}

/** What of a record changes if it is published now. */
export function takenValues({ values }: Pick<ChangedRecord, 'values'>): ChangedValue[] {
  return values.filter(({ take }) => take === 'book');
}

/** A record after a decision about one of its conflicts, or about all of them. */
export function decided(record: ChangedRecord, take: ChangedValue['take'], key?: string): ChangedRecord {
  const isMeant = (value: ChangedValue) => value.conflict && (key === undefined || value.key === key);
  return { ...record, values: record.values.map((value) => (isMeant(value) ? { ...value, take } : value)) };
}

/** Several sheets were read, so that a row number alone does not say where it is. */
export function showsSheets(problems: readonly RowProblem[]): boolean {
  return problems.some(({ sheetName }) => sheetName !== problems[0]?.sheetName);
}

/** The problems as a table beside the spreadsheet. */
export function problemsCsv(problems: readonly RowProblem[]): string {
  const sheets = showsSheets(problems);
  const heads = ['行', '列', '内容', '哪里不对', '怎么改'];
  const rows = problems.map(({ sheetName, row, column, shown, rule }) => {
    const { wrong, mend } = ruleWords(rule);
    return [...(sheets ? [sheetName] : []), String(row), column ?? '', shown, wrong, mend];
  });
  return csvToOpen([sheets ? ['工作表', ...heads] : heads, ...rows]);
}

/** What publishing brings about, with its numbers. */
export function publishSentence(kind: Import['kind'], { add, update, conflict, absent }: Outcome): string {
  const { unit } = IMPORT_KINDS[kind];
  const parts = [
    add > 0 && `新增 ${countText(add)} ${unit}`,
    update > 0 && `更新 ${countText(update)} ${unit}`,
    conflict > 0 && `${countText(conflict)} ${unit}有冲突还没选，先保留现在的`,
    absent > 0 && `新名单里没有的 ${countText(absent)} ${unit}不动`,
  ].filter(Boolean);
  return parts.length > 0 ? `${parts.join('，')}。` : '没有要改的。';
}

/** Whether there is anything to write. */
export function hasChanges({ add, update }: Outcome): boolean {
  return add + update > 0;
}

/** A column as a spreadsheet calls it: 0 → A, 26 → AA. */
export function columnName(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnName(Math.floor(column / 26) - 1) + letter;
}
