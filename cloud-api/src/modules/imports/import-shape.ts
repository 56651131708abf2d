import { Injectable } from '@nestjs/common';
import { Cipher, sha256Hex } from '../../common/crypto/index.js';
import type { CellValue, OpenBook, SheetRow } from '../../common/spreadsheet/index.js';
import type { Sheet } from './dto/import.dto.js';
import type { ImportKind } from './import-kind.js';
import { maskNumbers } from './import.rules.js';

const rowsLookedAt = 60;
const samplesShown = 3;
const samplesForSuggestion = 30;

/** What a file looks like before anybody has said what it means. */
export interface Shape {
  sheets: Sheet[];
  /** Of the heads of the sheets that were suggested. */
  fingerprint: string;
}

/** A sheet with its first rows as they are, for the suggestion; they are never stored. */
export interface ReadSheet {
  sheet: Sheet;
  heads: string[];
  samples: string[][];
  /** SHA-256 of the heads. */
  fingerprint: string;
}

/** Reads heads and first rows of every sheet; what is kept of them is encrypted, because they show people. */
@Injectable()
export class ImportShapes {
  constructor(private readonly cipher: Cipher) {}

  async read(book: OpenBook, kind: ImportKind): Promise<ReadSheet[]> {
    const sheets: ReadSheet[] = [];
    for (const [index, info] of book.sheets.entries()) {
      const rows = await firstRows(book.rows(index));
      const headerRow = kind.findHeaderRow(rows);
      const heads = texts(rows.find(({ number }) => number === headerRow));
      const samples = rows.filter(({ number }) => number > headerRow).map(texts);
      sheets.push({
        sheet: { index, name: info.name, rows: info.rowCount, headerRow, columns: columnsOf(heads, samples, kind) },
        heads,
        samples: samples.slice(0, samplesForSuggestion),
        fingerprint: sha256Hex(heads.join('\n')),
      });
    }
    return sheets;
  }

  seal(shape: Shape): string {
    return this.cipher.encrypt(JSON.stringify(shape));
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

function columnsOf(heads: readonly string[], samples: readonly string[][], kind: ImportKind): Sheet['columns'] {
  const width = Math.max(heads.length, ...samples.map((row) => row.length));
  return Array.from({ length: width }, (_, column) => ({
    column,
    head: heads[column] ?? '',
    samples: (kind.hides?.(heads[column] ?? '') ? [] : samples)
      .map((row) => row[column] ?? '')
      .filter((text) => text !== '')
      .slice(0, samplesShown)
      .map((text) => maskNumbers(text).slice(0, 40)),
  }));
}
