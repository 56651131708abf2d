import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import { SpreadsheetError, SpreadsheetFault, spreadsheetLimits } from './spreadsheet-error.js';

/** A workbook has dozens of parts, with pictures hundreds. */
const mostEntries = 5_000;
/** Sheets shrink to a thirtieth; what shrinks to less than this was made to hurt. Small parts may. */
const mostRatio = 250;
const ratioMatters = 10 * 1024 * 1024;

/** The parts of a zip file. What the file says about sizes is checked before anything is unpacked, and held to while unpacking. */
export class Archive {
  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  static async open(bytes: Buffer): Promise<Archive> {
    const entries = new Map<string, Entry>();
    const zip = await asDamaged(() => fromBufferPromise(bytes, { validateEntrySizes: false }));
    await asDamaged(async () => {
      let inflated = 0;
      for await (const entry of zip.eachEntry()) {
        inflated += entry.uncompressedSize;
        if (inflated > spreadsheetLimits.inflatedBytes || entries.size >= mostEntries) {
          throw new SpreadsheetError(SpreadsheetFault.TooLarge);
        }
        if (!entries.has(partKey(entry.fileName))) entries.set(partKey(entry.fileName), entry);
      }
    });
    return new Archive(zip, entries);
  }

  has(part: string): boolean {
    return this.entries.has(partKey(part));
  }

  /** The unpacked bytes of a part, piece by piece. */
  async *chunks(part: string): AsyncGenerator<Buffer> {
    const entry = this.entries.get(partKey(part));
    if (!entry) throw new SpreadsheetError(SpreadsheetFault.Damaged);
    if (entry.isEncrypted()) throw new SpreadsheetError(SpreadsheetFault.Encrypted);
    const declared = entry.uncompressedSize;
    if (declared > ratioMatters && declared > entry.compressedSize * mostRatio) {
      throw new SpreadsheetError(SpreadsheetFault.TooLarge);
    }
    const stream = await asDamaged(() => this.zip.openReadStreamPromise(entry));
    const pieces = stream[Symbol.asyncIterator]() as AsyncIterableIterator<Buffer>;
    let seen = 0;
    try {
      for (;;) {
        const piece = await asDamaged(() => pieces.next());
        if (piece.done) break;
        seen += piece.value.length;
        if (seen > declared) throw new SpreadsheetError(SpreadsheetFault.TooLarge);
        yield piece.value;
      }
    } finally {
      stream.destroy();
    }
    if (seen < declared) throw new SpreadsheetError(SpreadsheetFault.Damaged);
  }
}

/** Names of parts do not tell upper from lower case (OPC). */
function partKey(name: string): string {
  return name.toLowerCase();
}

/** Whatever the libraries for zip and deflate complain of, the file is damaged. */
async function asDamaged<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SpreadsheetError) throw error;
    throw new SpreadsheetError(SpreadsheetFault.Damaged);
  }
}
