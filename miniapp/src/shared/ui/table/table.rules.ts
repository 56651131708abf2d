export type SortValue = string | number | null;

export interface Sorting {
  key: string;
  descending: boolean;
}

// Numbers inside a text count as numbers: 第2网格 before 第10网格, door 3-7 before 3-12.
const collator = typeof Intl === 'undefined' ? undefined : new Intl.Collator('zh-CN', { numeric: true });

function compareTexts(a: string, b: string): number {
  if (collator) return collator.compare(a, b);
  return a < b ? -1 : Number(a > b);
}

function compare(a: string | number, b: string | number): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : compareTexts(String(a), String(b));
}

/** The rows in order; what has no value stands last either way, and equal rows keep their order. */
export function sortRows<Row>(
  rows: readonly Row[],
  valueOf: (row: Row) => SortValue,
  descending: boolean,
): readonly Row[] {
  const valued = rows.map((row) => ({ row, value: valueOf(row) }));
  return valued
    .sort((a, b) => {
      if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null);
      return descending ? compare(b.value, a.value) : compare(a.value, b.value);
    })
    .map(({ row }) => row);
}

/** A second tap on a head turns the order round, a tap on another head begins with what one looks for there first. */
export function nextSorting(current: Sorting | null, key: string, largestFirst = false): Sorting {
  return current?.key === key ? { key, descending: !current.descending } : { key, descending: largestFirst };
}

/** The keys from one row to another, in whichever direction, both included. */
export function keysBetween(keys: readonly string[], from: string, to: string): string[] {
  const ends = [keys.indexOf(from), keys.indexOf(to)].sort((a, b) => a - b) as [number, number];
  return ends[0] < 0 ? [to] : keys.slice(ends[0], ends[1] + 1);
}

/** The selection after some of its keys were taken in or left out. */
export function withKeys(selection: ReadonlySet<string>, keys: readonly string[], taken: boolean): Set<string> {
  const next = new Set(selection);
  for (const key of keys) {
    if (taken) next.add(key);
    else next.delete(key);
  }
  return next;
}
