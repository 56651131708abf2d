import { cleanText } from './clean-text.js';
import { decodeOoxml } from './ooxml-text.js';
import { spreadsheetLimits } from './spreadsheet-error.js';

/** Invisible characters do not count towards a cell's length, but they are not collected without end either. */
const mostCollected = spreadsheetLimits.cellLength * 8;

/** Puts the text of a cell together from its runs (<t>), leaving out the pronunciation (<rPh>). */
export class TextCollector {
  private parts = '';
  private inText = false;
  private phonetic = 0;

  begin(): void {
    this.parts = '';
    this.inText = false;
    this.phonetic = 0;
  }

  open(name: string): void {
    if (name === 'rPh') this.phonetic += 1;
    if (name === 't') this.inText = this.phonetic === 0;
  }

  text(text: string): void {
    if (this.inText && this.parts.length <= mostCollected) this.parts += text;
  }

  close(name: string): void {
    if (name === 'rPh') this.phonetic -= 1;
    if (name === 't') this.inText = false;
  }

  /** The clean text; null when nothing is left of it, undefined when it is too long. */
  take(): string | null | undefined {
    return cellText(this.parts);
  }
}

/** Clean text of a cell as XML holds it; null when nothing is left, undefined when it is longer than a cell may be. */
export function cellText(raw: string): string | null | undefined {
  if (raw.length > mostCollected) return undefined;
  const text = cleanText(decodeOoxml(raw));
  if (text.length > spreadsheetLimits.cellLength) return undefined;
  return text === '' ? null : text;
}
