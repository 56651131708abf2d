import { SaxesParser } from 'saxes';
import { SpreadsheetError, SpreadsheetFault } from './spreadsheet-error.js';

export type XmlAttributes = Readonly<Record<string, string>>;

/** Names come without their namespace prefix. */
export interface XmlHandler {
  open(name: string, attributes: XmlAttributes): void;
  text?(text: string): void;
  close?(name: string): void;
}

const deepest = 64;
/** Characters that may pass without an element beginning or ending: the longest cell is far shorter. */
const longestToken = 1_000_000;

/**
 * Reads XML piece by piece and trusts nothing in it: no document type (so no entities of its own), no endless depth, no endless
 * text. Whatever is not well-formed is `damaged`.
 */
export class XmlReader {
  private readonly parser = new SaxesParser({ position: false, xmlns: false });
  private readonly decoder = new TextDecoder('utf-8', { fatal: true });
  private depth = 0;
  private sinceToken = 0;

  constructor(handler: XmlHandler) {
    const damaged = (): never => {
      throw new SpreadsheetError(SpreadsheetFault.Damaged);
    };
    this.parser.on('error', damaged);
    this.parser.on('doctype', damaged);
    this.parser.on('opentag', (tag) => {
      this.sinceToken = 0;
      this.depth += 1;
      if (this.depth > deepest) damaged();
      handler.open(localName(tag.name), tag.attributes);
    });
    this.parser.on('closetag', (tag) => {
      this.sinceToken = 0;
      this.depth -= 1;
      handler.close?.(localName(tag.name));
    });
    if (handler.text) {
      const text = (value: string) => handler.text?.(value);
      this.parser.on('text', text);
      this.parser.on('cdata', text);
    }
  }

  write(chunk: Buffer): void {
    this.sinceToken += chunk.length;
    this.parser.write(this.decode(chunk));
    if (this.sinceToken > longestToken) throw new SpreadsheetError(SpreadsheetFault.TooLarge);
  }

  end(): void {
    this.parser.write(this.decode());
    this.parser.close();
  }

  private decode(chunk?: Buffer): string {
    try {
      return chunk ? this.decoder.decode(chunk, { stream: true }) : this.decoder.decode();
    } catch {
      throw new SpreadsheetError(SpreadsheetFault.Damaged);
    }
  }
}

export async function readXml(chunks: AsyncIterable<Buffer>, handler: XmlHandler): Promise<void> {
  const reader = new XmlReader(handler);
  for await (const chunk of chunks) reader.write(chunk);
  reader.end();
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}
