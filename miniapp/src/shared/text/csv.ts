function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell;
}

function lines(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map(quoted).join(',')).join('\r\n');
}

// A spreadsheet takes a cell that begins so for a formula and carries it out.
const FORMULA_STARTS = /^[=+\-@\t\r]/;

/** A table for a spreadsheet to open, each cell as plain text. */
export function csvToOpen(rows: readonly (readonly string[])[]): string {
  return lines(rows.map((row) => row.map((cell) => (FORMULA_STARTS.test(cell) ? `'${cell}` : cell))));
}

/** Cells as a spreadsheet puts them on the clipboard: tabs between them, those with line breaks in quotes. */
export function pastedCells(text: string): string[][] {
  const rows: string[][] = [[]];
  const cells = /(?:"((?:[^"]|"")*)"|([^\t\r\n]*))(\t|\r?\n|$)/y;
  const whole = text.replace(/\r?\n$/, '');
  while (cells.lastIndex < whole.length || whole === '') {
    const found = cells.exec(whole);
    if (!found) return [];
    const [, inQuotes, plain = '', end] = found;
    rows[rows.length - 1]!.push(inQuotes === undefined ? plain : inQuotes.replace(/""/g, '"'));
    if (end === '') break;
    if (end !== '\t') rows.push([]);
    else if (cells.lastIndex === whole.length) rows[rows.length - 1]!.push('');
  }
  return rows;
}

/** A pasted table as a csv, unchanged; null for a text that is no table. */
export function pastedTable(text: string): { csv: string; rows: number } | null {
  const rows = pastedCells(text);
  const isTable = rows.length > 1 && rows.some((row) => row.length > 1);
  return isTable ? { csv: lines(rows), rows: rows.length } : null;
}
