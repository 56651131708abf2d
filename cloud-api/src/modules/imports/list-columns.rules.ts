import type { SheetRow } from '../../common/spreadsheet/index.js';

/** What the heads of a list with a row per record say: the surest words of a field first, the surest fields first. */
export type HeadWords = readonly (readonly [field: string, words: readonly RegExp[]])[];

const fewestHeads = 2;

/** The row with the most heads that are known, as the spreadsheet numbers it; 0 when none has two. */
export function findHeads(rows: readonly SheetRow[], words: HeadWords): number {
  let best = { number: 0, known: fewestHeads - 1 };
  for (const { number, cells } of rows) {
    const fields = cells.map((cell) => (typeof cell === 'string' ? meaning(cell, words)?.field : undefined));
    const known = new Set(fields.filter((field) => field !== undefined)).size;
    if (known > best.known) best = { number, known };
  }
  return best.number;
}

/** For each field the column whose head speaks for it most surely, the first of equals. */
export function suggestByHeads(heads: readonly string[], words: HeadWords): { column: number; field: string }[] {
  const chosen = new Map<string, { column: number; rank: number }>();
  for (const [column, head] of heads.entries()) {
    const said = meaning(head, words);
    if (!said) continue;
    const known = chosen.get(said.field);
    if (!known || said.rank < known.rank) chosen.set(said.field, { column, rank: said.rank });
  }
  return [...chosen].map(([field, { column }]) => ({ column, field })).sort((a, b) => a.column - b.column);
}

/** A head without blanks, brackets and marks, as words are looked for in it. */
export function plainHead(head: string): string {
  const whole = head.normalize('NFKC').replace(/[\s*:。]/g, '');
  return whole.replace(/\(.*?\)/g, '') || whole.replace(/[()]/g, '');
}

function meaning(head: string, words: HeadWords): { field: string; rank: number } | null {
  const plain = plainHead(head);
  if (plain === '') return null;
  for (const [field, expressions] of words) {
    const rank = expressions.findIndex((expression) => expression.test(plain));
    if (rank >= 0) return { field, rank };
  }
  return null;
}
