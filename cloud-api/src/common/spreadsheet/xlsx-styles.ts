import type { Archive } from './archive.js';
import { isBuiltInDate, isDateFormat } from './xlsx-dates.js';
import { readXml } from './xml-reader.js';

/** How the number in a cell is shown, as far as it changes what the number says. `digits`: zeros in front up to so many. */
export type NumberStyle = 'plain' | 'date' | { digits: number };

/** The number style of each cell style, in the order cells name them (s="3"). */
export async function readStyles(archive: Archive, part: string): Promise<NumberStyle[]> {
  const codes = new Map<number, string>();
  const formats: number[] = [];
  let inCells = false;
  await readXml(archive.chunks(part), {
    open(name, attributes) {
      if (name === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
      if (name === 'cellXfs') inCells = true;
      if (name === 'xf' && inCells) formats.push(Number(attributes.numFmtId ?? 0));
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return formats.map((format) => styleOf(format, codes.get(format)));
}

function styleOf(format: number, code: string | undefined): NumberStyle {
  if (code === undefined) return isBuiltInDate(format) ? 'date' : 'plain';
  // 户号 are often kept as numbers and shown as 0012.
  if (/^0{2,20}$/.test(code)) return { digits: code.length };
  return isDateFormat(code) ? 'date' : 'plain';
}
