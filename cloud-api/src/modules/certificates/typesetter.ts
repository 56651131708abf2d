import { fontFile, type FontName } from './certificate-fonts.js';
import { type Covers, fontRuns } from './text-flow.rules.js';

export interface Style {
  size: number;
  bold?: boolean;
  colour?: string;
}

/** What pdfkit keeps of the font it draws with, and its types do not tell. */
interface OpenFont {
  unitsPerEm: number;
  hasGlyphForCodePoint: Covers;
  glyphForCodePoint(codePoint: number): { advanceWidth: number };
}

const families: Record<'regular' | 'bold', readonly FontName[]> = {
  regular: ['regular', 'regularFallback'],
  bold: ['bold', 'boldFallback'],
};
const defaultColour = '#14181f';

/** Measures and draws texts whose characters may come from several fonts. Only the glyphs in use end up in the file. */
export class Typesetter {
  private readonly opened = new Map<FontName, OpenFont>();

  constructor(private readonly document: PDFKit.PDFDocument) {}

  /** In points. */
  measure(text: string, style: Style): number {
    return this.runs(text, style).reduce((sum, run) => sum + this.widthOf(run.text, run.font, style.size), 0);
  }

  /** One line from `x` on; `gap` is added after each character. */
  draw(text: string, x: number, baseline: number, style: Style, gap = 0): void {
    const options = { lineBreak: false, baseline: 'alphabetic', characterSpacing: gap } as const;
    this.document.fillColor(style.colour ?? defaultColour).fontSize(style.size);
    let at = x;
    for (const { font, text: part } of this.runs(text, style)) {
      this.document.font(font).text(part, at, baseline, options);
      at += this.widthOf(part, font, style.size) + gap * [...part].length;
    }
  }

  private widthOf(text: string, name: FontName, size: number): number {
    const font = this.open(name);
    const units = [...text].reduce(
      (sum, letter) => sum + font.glyphForCodePoint(letter.codePointAt(0)!).advanceWidth,
      0,
    );
    return (units * size) / font.unitsPerEm;
  }

  private runs(text: string, { bold = false }: Style): { font: FontName; text: string }[] {
    const family = families[bold ? 'bold' : 'regular'];
    const covers = family.map((name) => (codePoint: number) => this.open(name).hasGlyphForCodePoint(codePoint));
    return fontRuns(text, covers).map((run) => ({ font: family[run.font]!, text: run.text }));
  }

  /** The fallback is opened when a text needs it, which few do. */
  private open(name: FontName): OpenFont {
    const known = this.opened.get(name);
    if (known) return known;
    this.document.registerFont(name, fontFile(name)).font(name);
    const { font } = (this.document as unknown as { _font: { font: OpenFont } })._font;
    this.opened.set(name, font);
    return font;
  }
}
