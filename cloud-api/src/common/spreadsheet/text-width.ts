/** Chinese, full-width and other characters that take the room of two. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}]|[\u{20000}-\u{3fffd}]/u;

function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += wide.test(character) ? 2 : 1;
  return width;
}

/** How many lines a text takes in a column of `width` half-width characters: spreadsheet programs do not all find out when they open a file. */
export function linesNeeded(text: string, width: number): number {
  // A column keeps a little room at both sides.
  const room = Math.max(1, width - 1);
  return text.split('\n').reduce((lines, line) => lines + Math.max(1, Math.ceil(widthOf(line) / room)), 0);
}
