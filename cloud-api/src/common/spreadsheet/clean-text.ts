const lineBreaks = /\r\n?|\u2028|\u2029/g;
/** Tabs, no-break and other wide or thin spaces of typography; the full-width space (U+3000) is a letter of Chinese forms and stays. */
const oddSpaces = /[\t\u00a0\u2000-\u200a\u202f\u205f]/g;
/** Controls, soft hyphens, zero-width characters, marks of direction, halves of characters, non-characters. */
const unseen =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffe\uffff\u{e0000}-\u{e007f}]|\p{Surrogate}/gu;
const suspicious = /[^\n -~\u3001-\ud7ff]/;

/** The text as a person sees it: line breaks as \n, no invisible characters, no blanks around it. Widths stay as they are. */
export function cleanText(text: string): string {
  if (!suspicious.test(text)) return text.trim();
  return text.replace(lineBreaks, '\n').replace(oddSpaces, ' ').replace(unseen, '').trim();
}
