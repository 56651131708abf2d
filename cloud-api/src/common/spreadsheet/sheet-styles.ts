/** What a cell can look like; every one is used by name, so a workbook always has the same styles. */
export type CellStyle =
  | 'title'
  | 'line'
  | 'head'
  | `${'plain' | 'strong'}-${'left' | 'center' | 'number'}`
  /** Shows a text that would otherwise be taken for a formula when somebody edits it. */
  | `${'plain' | 'strong'}-${'left' | 'center'}-quoted`;

const fonts = { plain: 0, title: 1, strong: 2 } as const;
const fontXml = [font('宋体', 10, false), font('宋体', 16, true), font('宋体', 10, true)];
const fills = { none: 0, head: 2 } as const;
/** The second is Excel's own and must stand there. */
const fillXml = [patternFill('none'), patternFill('gray125'), solidFill('FFEDEDED')];
const borders = { none: 0, thin: 1 } as const;
const sides = ['left', 'right', 'top', 'bottom'].map((side) => `<${side} style="thin"><color auto="1"/></${side}>`);
const borderXml = [
  '<border><left/><right/><top/><bottom/><diagonal/></border>',
  `<border>${sides.join('')}<diagonal/></border>`,
];
const formats = { general: 0, text: 49 } as const;

interface StyleParts {
  font: keyof typeof fonts;
  fill?: keyof typeof fills;
  border: keyof typeof borders;
  format: keyof typeof formats;
  align: 'left' | 'center' | 'right';
  quoted?: boolean;
}

const weights = ['plain', 'strong'] as const;
const textStyles = weights.flatMap((font) =>
  (['left', 'center'] as const).flatMap((align): [CellStyle, StyleParts][] => [
    [`${font}-${align}`, { font, border: 'thin', format: 'text', align }],
    [`${font}-${align}-quoted`, { font, border: 'thin', format: 'text', align, quoted: true }],
  ]),
);
const numberStyles = weights.map((font): [CellStyle, StyleParts] => [
  `${font}-number`,
  { font, border: 'thin', format: 'general', align: 'right' },
]);
const styles: [CellStyle, StyleParts][] = [
  ['title', { font: 'title', border: 'none', format: 'text', align: 'center' }],
  ['line', { font: 'plain', border: 'none', format: 'text', align: 'left' }],
  ['head', { font: 'strong', fill: 'head', border: 'thin', format: 'text', align: 'center' }],
  ...textStyles,
  ...numberStyles,
];

/** Number 0 is what a cell without a style has. */
const numbers = new Map(styles.map(([name], index) => [name, index + 1]));

/** The number by which a cell names its style. */
export function styleNumber(style: CellStyle): number {
  return numbers.get(style) ?? 0;
}

export function stylesXml(): string {
  const plain = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"';
  return (
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
    list('fonts', fontXml) +
    list('fills', fillXml) +
    list('borders', borderXml) +
    list('cellStyleXfs', [`${plain}/>`]) +
    list('cellXfs', [`${plain} xfId="0"/>`, ...styles.map(([, parts]) => cellXf(parts))]) +
    list('cellStyles', ['<cellStyle name="Normal" xfId="0" builtinId="0"/>']) +
    '</styleSheet>'
  );
}

function cellXf({ font: fontName, fill = 'none', border, format, align, quoted }: StyleParts): string {
  return (
    `<xf numFmtId="${formats[format]}" fontId="${fonts[fontName]}" fillId="${fills[fill]}" borderId="${borders[border]}" xfId="0"` +
    `${quoted ? ' quotePrefix="1"' : ''} applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">` +
    `<alignment horizontal="${align}" vertical="center" wrapText="1"/></xf>`
  );
}

function font(name: string, size: number, bold: boolean): string {
  return `<font>${bold ? '<b/>' : ''}<sz val="${size}"/><name val="${name}"/><charset val="134"/></font>`;
}

function patternFill(pattern: string): string {
  return `<fill><patternFill patternType="${pattern}"/></fill>`;
}

function solidFill(color: string): string {
  return `<fill><patternFill patternType="solid"><fgColor rgb="${color}"/><bgColor indexed="64"/></patternFill></fill>`;
}

function list(name: string, items: readonly string[]): string {
  return `<${name} count="${items.length}">${items.join('')}</${name}>`;
}
