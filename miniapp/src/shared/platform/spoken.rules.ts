/** Browsers cut off what is longer, and some of them say nothing more afterwards. */
export const LONGEST_SPOKEN = 90;

const ENDS = '。！？；!?;\n';
const PAUSES = '，、：,: ';
const CLOSERS = '”’」』）)"\'】》';
/** What no voice says. */
const SILENT = /^[\s。！？；!?;，、：,:“”‘’「」『』（）()"'【】《》·…—-]*$/;

/** A text in pieces that a voice can read one after another, each at most `LONGEST_SPOKEN` characters. */
export function spokenPieces(text: string): string[] {
  const sentences = piecesAfter(text, ENDS);
  return sentences
    .flatMap((sentence) => shortened(sentence.trim()))
    .filter((piece) => !SILENT.test(piece))
    .map(digitByDigit);
}

/** Cut behind each of the marks, with the closing quotes that follow it. */
function piecesAfter(text: string, marks: string): string[] {
  const pieces: string[] = [];
  let piece = '';
  const characters = [...text];
  characters.forEach((character, index) => {
    piece += character;
    const next = characters[index + 1] ?? '';
    const isEnd = marks.includes(character) || (CLOSERS.includes(character) && endsWithMark(piece, marks));
    if (!isEnd || CLOSERS.includes(next) || marks.includes(next)) return;
    pieces.push(piece);
    piece = '';
  });
  return piece === '' ? pieces : [...pieces, piece];
}

function endsWithMark(piece: string, marks: string): boolean {
  const bare = [...piece].filter((character) => !CLOSERS.includes(character));
  return bare.length > 0 && marks.includes(bare[bare.length - 1]!);
}

/** At commas, as few pieces as possible; where there is none, wherever it gets too long. */
function shortened(sentence: string): string[] {
  if (lengthOf(sentence) <= LONGEST_SPOKEN) return [sentence];
  const pieces: string[] = [];
  for (const part of piecesAfter(sentence, PAUSES).flatMap(cut)) {
    const last = pieces[pieces.length - 1];
    if (last !== undefined && lengthOf(last) + lengthOf(part) <= LONGEST_SPOKEN)
      pieces[pieces.length - 1] = last + part;
    else pieces.push(part);
  }
  return pieces;
}

function cut(text: string): string[] {
  const characters = [...text];
  const count = Math.ceil(characters.length / LONGEST_SPOKEN);
  return Array.from({ length: count }, (_, index) =>
    characters.slice(index * LONGEST_SPOKEN, (index + 1) * LONGEST_SPOKEN).join(''),
  );
}

function lengthOf(text: string): number {
  return [...text].length;
}

const LINES = ['96110', '110', '12381', '12345'];
const DIGITS = '零幺二三四五六七八九';
// What is counted is no number to ring: 110 元.
const COUNTED = /^\s*[元块角万千百亿个人户名条次%％.．年月日天岁]/;

/** 96110 is read as a number to ring, not as an amount. */
function digitByDigit(text: string): string {
  return text.replace(/\d+/g, (digits, at: number) => {
    const isNumber = LINES.includes(digits) || /^1[3-9]\d{9}$/.test(digits);
    if (!isNumber || COUNTED.test(text.slice(at + digits.length))) return digits;
    return [...digits].map((digit) => DIGITS[Number(digit)]).join('');
  });
}
