/** A part of a line that one font can draw. */
export interface FontRun {
  /** Index into the list of fonts that was given. */
  font: number;
  text: string;
}

export type Covers = (codePoint: number) => boolean;

/** Nothing to see in print, and no glyph in most fonts: controls, selectors of variants, joiners, marks of direction. */
const invisible = /[\p{Cc}\p{Default_Ignorable_Code_Point}\p{Bidi_Control}]/gu;

/**
 * The text in runs, each character in the first font that has it. What no font has stands as its code point, 〔U+2A6D6〕:
 * a reader can look it up, which an empty box would not allow.
 */
export function fontRuns(text: string, fonts: readonly Covers[]): FontRun[] {
  const runs: FontRun[] = [];
  for (const character of printable(text)) {
    const codePoint = character.codePointAt(0)!;
    const font = fonts.findIndex((covers) => covers(codePoint));
    const drawn = font === -1 ? `〔U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}〕` : character;
    const last = runs.at(-1);
    if (last?.font === Math.max(font, 0)) last.text += drawn;
    else runs.push({ font: Math.max(font, 0), text: drawn });
  }
  return runs;
}

/** Without what cannot be seen; half a surrogate pair becomes U+FFFD, which is shown like any other character. */
export function printable(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd').replace(invisible, '');
}

/** GB/T 15834: these stand at no line's beginning, those at no line's end. */
const notFirst = new Set('，。、；：？！）》〉」』】〕”’…—·～％℃,.;:?!)]}%');
const notLast = new Set('（《〈「『【〔“‘([{');
const mark = /\p{M}/u;
const wordCharacter = /[\p{Script=Latin}\p{N}\-_/.:@#&+=*'~]/u;

type Belongs = (last: string, character: string) => boolean;

const staysBehind: Belongs = (last, character) =>
  !last.endsWith(' ') && (notFirst.has(character) || mark.test(character));
const goesOnWith: Belongs = (last, character) => wordCharacter.test(character) && wordCharacter.test([...last].at(-1)!);

/** What must not be torn apart: a character with the marks that belong to it, a number, a word of Latin letters. */
export function units(text: string): string[] {
  return joined(text, (last, character) => staysBehind(last, character) || goesOnWith(last, character));
}

function joined(text: string, belongs: Belongs): string[] {
  const found: string[] = [];
  let opening = false;
  for (const character of text) {
    const last = found.at(-1);
    if (last !== undefined && (opening || belongs(last, character))) found[found.length - 1] = last + character;
    else found.push(character);
    opening = notLast.has(character);
  }
  return found;
}

/**
 * Lines no wider than `width`, by what `measure` says of a text. No line begins with a mark that may not stand there, nor
 * ends with an opening one, unless such marks alone are wider than a line: a word that is too wide is torn between its
 * letters. `first` is taken off the first line.
 */
export function breakLines(text: string, measure: (text: string) => number, width: number, first = 0): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    const room = () => width - (lines.length === 0 ? first : 0);
    for (const unit of units(paragraph).flatMap((one) => fitting(one, measure, width - first))) {
      if (line !== '' && measure(line + unit.trimEnd()) > room()) {
        lines.push(line.trimEnd());
        line = '';
      }
      if (line !== '' || unit !== ' ') line += unit;
    }
    lines.push(line.trimEnd());
  }
  return lines;
}

function fitting(unit: string, measure: (text: string) => number, width: number): string[] {
  if (measure(unit) <= width) return [unit];
  return joined(unit, staysBehind).flatMap((piece) => (measure(piece) > width ? [...piece] : [piece]));
}

/** `1BX4 9QKM …`: a code that one person can read to another. */
export function inGroups(code: string, size = 4): string {
  return code.replace(new RegExp(`.{${size}}(?=.)`, 'gu'), (group) => `${group} `);
}
