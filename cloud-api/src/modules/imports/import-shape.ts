import { Injectable } from '@nestjs/common';
import { Cipher, sha256Hex } from '../../common/crypto/index.js';
import type { CellValue, OpenBook, SheetRow } from '../../common/spreadsheet/index.js';
import type { Sheet } from './dto/import.dto.js';
import { maskNumbers } from './import.rules.js';

const rowsLookedAt = 60;
const samplesShown = 3;
const samplesForSuggestion = 30;

/** What a file looks like before anybody has said what it means. */
export interface Shape {
  sheets: Sheet[];
  /** Of the heads of the first sheet with content. */
  fingerprint: string;
}

export interface ReadShape extends Shape {
  /** For the suggestion, unmasked; never stored. */
  heads: string[];
  samples: string[][];
  firstSheet: number;
}

/** Reads heads and first rows of every sheet; what is kept of them is encrypted, because they show people. */
@Injectable()
export class ImportShapes {
  constructor(private readonly cipher: Cipher) {}

  async read(book: OpenBook, findHeaderRow: (rows: SheetRow[]) => number): Promise<ReadShape> {
    const sheets: Sheet[] = [];
    let first: { heads: string[]; samples: string[][]; index: number } | null = null;
    for (const [index, info] of book.sheets.entries()) {
      const rows = await firstRows(book.rows(index));
      const headerRow = findHeaderRow(rows);
      const heads = texts(rows.find(({ number }) => number === headerRow));
      const samples = rows.filter(({ number }) => number > headerRow).map(texts);
      if (first === null && samples.length > 0)
        first = { heads, samples: samples.slice(0, samplesForSuggestion), index };
      sheets.push({ index, name: info.name, rows: info.rowCount, headerRow, columns: columnsOf(heads, samples) });
    }
    const { heads, samples, index } = first ?? { heads: [], samples: [], index: 0 };
    return { sheets, fingerprint: sha256Hex(heads.join('\n')), heads, samples, firstSheet: index };
  }

  seal({ sheets, fingerprint }: Shape): string {
    return this.cipher.encrypt(JSON.stringify({ sheets, fingerprint }));
  }

  open(stored: string): Shape {
    return JSON.parse(this.cipher.decrypt(stored)) as Shape;
  }
}

async function firstRows(rows: AsyncIterable<SheetRow>): Promise<SheetRow[]> {
  const first: SheetRow[] = [];
  for await (const row of rows) {
    first.push(row);
    if (first.length === rowsLookedAt) break;
  }
  return first;
}

function texts(row: SheetRow | undefined): string[] {
  return (row?.cells ?? []).map(textOf);
}

function textOf(cell: CellValue): string {
  return cell === null ? '' : String(cell);
}

function columnsOf(heads: readonly string[], samples: readonly string[][]): Sheet['columns'] {
  const width = Math.max(heads.length, ...samples.map((row) => row.length));
  return Array.from({ length: width }, (_, column) => ({
    column,
    head: heads[column] ?? '',
    samples: samples
      .map((row) => row[column] ?? '')
      .filter((text) => text !== '')
      .slice(0, samplesShown)
      .map((text) => maskNumbers(text).slice(0, 40)),
  }));
}
