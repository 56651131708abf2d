import { JobFailed } from '../../common/jobs/index.js';
import type { CellValue } from '../../common/spreadsheet/index.js';
import type { ImportCheck, ImportProblem } from './import-kind.js';

const mostRows = 20_000;

/** One record of a list, its cells by the fields that the columns were given. */
export interface ListRow {
  sheet: number;
  row: number;
  cell(field: string): CellValue;
  problem(level: ImportProblem['level'], rule: string, field: string | null, shown: string): ImportProblem;
}

/** The rows below the heads that hold something, with the check's progress. */
export async function* listRows(check: ImportCheck): AsyncIterable<ListRow> {
  const { headerRow, columns } = check.mapping;
  const columnOf = new Map(columns.map(({ column, field }) => [field, column]));
  let read = 0;
  for (const sheet of check.sheets) {
    for await (const { number, cells } of sheet.rows()) {
      read += 1;
      if (read > mostRows) throw new JobFailed('too_many_rows');
      await check.job.progress(read, Math.max(check.rowCount ?? 0, read + 1));
      if (number <= headerRow || columns.every(({ column }) => isBlank(cells[column] ?? null))) continue;
      yield {
        sheet: sheet.index,
        row: number,
        cell: (field) => cells[columnOf.get(field) ?? -1] ?? null,
        problem: (level, rule, field, shown) => {
          const column = field === null ? null : (columnOf.get(field) ?? null);
          return { sheet: sheet.index, row: number, column, field, rule, level, shown };
        },
      };
    }
  }
}

/** The heads of the sheets that are read. */
export async function headsOf({ sheets, mapping }: ImportCheck): Promise<Map<number, string[]>> {
  const heads = new Map<number, string[]>();
  for (const sheet of sheets) {
    for await (const { number, cells } of sheet.rows()) {
      if (number === mapping.headerRow)
        heads.set(
          sheet.index,
          cells.map((cell) => String(cell ?? '')),
        );
      if (number >= mapping.headerRow) break;
    }
  }
  return heads;
}

function isBlank(cell: CellValue): boolean {
  return cell === null || (typeof cell === 'string' && cell.trim() === '');
}
