import path from 'node:path';
import type { Archive } from './archive.js';
import { SpreadsheetError, SpreadsheetFault } from './spreadsheet-error.js';
import { readXml } from './xml-reader.js';

export interface WorkbookSheet {
  name: string;
  part: string;
}

/** What the workbook says about its parts; sheets a person does not see are left out. */
export interface Workbook {
  sheets: WorkbookSheet[];
  since1904: boolean;
  strings: string | null;
  styles: string | null;
}

interface Relationship {
  id: string;
  /** The last word of its type: worksheet, sharedStrings … (the words before differ between the two OOXML dialects). */
  type: string;
  part: string;
}

const rootRelationships = '_rels/.rels';
const mostSheets = 255;

/** Throws `not_a_spreadsheet` when the zip is something else: a document, an app, an archive. */
export async function readWorkbook(archive: Archive): Promise<Workbook> {
  if (!archive.has(rootRelationships)) throw new SpreadsheetError(SpreadsheetFault.NotASpreadsheet);
  const root = await readRelationships(archive, rootRelationships, '');
  const main = root.find((relationship) => relationship.type === 'officeDocument')?.part;
  if (!main || !archive.has(main) || !main.toLowerCase().endsWith('.xml')) {
    throw new SpreadsheetError(SpreadsheetFault.NotASpreadsheet);
  }
  const folder = path.posix.dirname(main);
  const relationshipsPart = path.posix.join(folder, '_rels', `${path.posix.basename(main)}.rels`);
  const relationships = archive.has(relationshipsPart)
    ? await readRelationships(archive, relationshipsPart, folder)
    : [];
  const partOf = (type: string) => relationships.find((found) => found.type === type && archive.has(found.part))?.part;
  return {
    ...(await readMain(archive, main, relationships)),
    strings: partOf('sharedStrings') ?? null,
    styles: partOf('styles') ?? null,
  };
}

async function readMain(archive: Archive, main: string, relationships: readonly Relationship[]) {
  const sheets: WorkbookSheet[] = [];
  let since1904 = false;
  let root = '';
  await readXml(archive.chunks(main), {
    open(name, attributes) {
      root ||= name;
      if (name === 'workbookPr') since1904 = ['1', 'true', 'on'].includes(attributes.date1904 ?? '');
      if (name !== 'sheet' || (attributes.state ?? 'visible') !== 'visible') return;
      if (sheets.length === mostSheets) throw new SpreadsheetError(SpreadsheetFault.TooLarge);
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1];
      const target = relationships.find((relationship) => relationship.id === id);
      if (!target || !archive.has(target.part)) throw new SpreadsheetError(SpreadsheetFault.Damaged);
      // A sheet that is nothing but a chart has no rows.
      if (target.type === 'worksheet') sheets.push({ name: attributes.name ?? '', part: target.part });
    },
  });
  if (root !== 'workbook') throw new SpreadsheetError(SpreadsheetFault.NotASpreadsheet);
  return { sheets, since1904 };
}

async function readRelationships(archive: Archive, part: string, folder: string): Promise<Relationship[]> {
  const found: Relationship[] = [];
  await readXml(archive.chunks(part), {
    open(name, { Id: id = '', Type: type = '', Target: target = '', TargetMode: mode }) {
      if (name !== 'Relationship' || mode === 'External') return;
      const whole = target.startsWith('/') ? target.slice(1) : path.posix.join(folder, target);
      found.push({ id, type: type.slice(type.lastIndexOf('/') + 1), part: whole });
    },
  });
  return found;
}
