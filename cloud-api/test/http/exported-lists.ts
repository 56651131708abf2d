import { v7 as uuid7 } from 'uuid';
import { openBook } from '../../src/common/spreadsheet/index.js';
import type { TestApp, TestPerson } from '../harness/app.js';
import type { Answer, Json } from '../harness/client.js';

export async function askForExport(test: TestApp, person: TestPerson, body: object): Promise<Answer> {
  return (await test.as(person)).post('/exports', { id: uuid7(), ...body });
}

export interface Exported {
  made: Json;
  file: Answer;
  /** The cells of each sheet by its name. */
  sheets: Map<string, Json[][]>;
}

/** The export once its job is through. */
export async function exported(test: TestApp, person: TestPerson, body: object): Promise<Exported> {
  const asked = await askForExport(test, person, body);
  if (asked.status !== 200) throw new Error(`the export was answered with ${asked.status}: ${asked.text}`);
  await test.work();
  const client = await test.as(person);
  const made = (await client.get(`/exports/${asked.body.id}`)).body;
  if (made.state !== 'done') throw new Error(`the export is ${made.state}: ${made.error}`);
  const file = await client.get(`/exports/${asked.body.id}/file`);
  return { made, file, sheets: await sheetsOf(file.bytes) };
}

async function sheetsOf(bytes: Buffer): Promise<Map<string, Json[][]>> {
  const book = await openBook(bytes, 'list.xlsx');
  const sheets = new Map<string, Json[][]>();
  for (const [index, { name }] of book.sheets.entries()) {
    const rows = [];
    for await (const { cells } of book.rows(index)) rows.push(cells);
    sheets.set(name, rows);
  }
  await book.close();
  return sheets;
}

/** The rows below the heads as records by the lower head; notes stand in merged cells, the same text in each. */
export function records(rows: Json[][], firstHead: string): Record<string, Json>[] {
  const at = rows.findLastIndex((cells) => cells[0] === firstHead);
  const heads: string[] = rows[at]!;
  const data = rows.slice(at + 1).filter((cells) => cells[0] !== cells[1]);
  return data.map((cells) => Object.fromEntries(heads.map((head, index) => [head, cells[index] ?? null])));
}

export function textOf(sheets: Map<string, Json[][]>): string {
  return JSON.stringify([...sheets.values()]);
}
