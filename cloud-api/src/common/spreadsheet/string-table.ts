import type { Archive } from './archive.js';
import { TextCollector } from './text-collector.js';
import { SpreadsheetError, SpreadsheetFault } from './spreadsheet-error.js';
import { readXml } from './xml-reader.js';

const slabBytes = 1024 * 1024;
const mostSlabs = 128;
const mostStrings = 5_000_000;
const nothing = 0xffff_ffff;
const tooLong = 0xffff_fffe;
const headerBytes = 2;

/**
 * The shared strings of a workbook: hundreds of thousands of short texts. They lie as UTF-8 in slabs of a megabyte, outside the
 * heap, each with its length before it, and become strings when a cell asks.
 */
export class StringTable {
  private readonly slabs: Buffer[] = [];
  private slab: Buffer = Buffer.alloc(0);
  private used = slabBytes;
  private places = new Uint32Array(1024);
  private count = 0;

  static async read(archive: Archive, part: string): Promise<StringTable> {
    const table = new StringTable();
    const collector = new TextCollector();
    await readXml(archive.chunks(part), {
      open(name) {
        if (name === 'si') collector.begin();
        else collector.open(name);
      },
      text: (text) => collector.text(text),
      close(name) {
        if (name === 'si') table.add(collector.take());
        else collector.close(name);
      },
    });
    return table;
  }

  /** `undefined` stands for a text that is longer than a cell may be: only whoever uses it is told. */
  add(text: string | null | undefined): void {
    if (this.count >= mostStrings) throw new SpreadsheetError(SpreadsheetFault.TooLarge);
    if (this.count === this.places.length) {
      const larger = new Uint32Array(this.count * 2);
      larger.set(this.places);
      this.places = larger;
    }
    this.places[this.count] = text === undefined ? tooLong : text === null ? nothing : this.store(text);
    this.count += 1;
  }

  /** Null for an empty text; throws `cell_too_long`, or `damaged` when there is no such string. */
  at(index: number): string | null {
    const place = index < this.count ? this.places[index] : undefined;
    if (place === undefined) throw new SpreadsheetError(SpreadsheetFault.Damaged);
    if (place === nothing) return null;
    if (place === tooLong) throw new SpreadsheetError(SpreadsheetFault.CellTooLong);
    const slab = this.slabs[Math.floor(place / slabBytes)] ?? this.slab;
    const from = (place % slabBytes) + headerBytes;
    return slab.toString('utf8', from, from + slab.readUInt16LE(from - headerBytes));
  }

  private store(text: string): number {
    const length = Buffer.byteLength(text);
    if (this.used + headerBytes + length > slabBytes) {
      if (this.slabs.length === mostSlabs) throw new SpreadsheetError(SpreadsheetFault.TooLarge);
      this.slab = Buffer.allocUnsafeSlow(slabBytes);
      this.slabs.push(this.slab);
      this.used = 0;
    }
    const place = (this.slabs.length - 1) * slabBytes + this.used;
    this.slab.writeUInt16LE(length, this.used);
    this.slab.write(text, this.used + headerBytes);
    this.used += headerBytes + length;
    return place;
  }
}
