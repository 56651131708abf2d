import { Level } from './region.rules.js';

/** What an office numbers when it draws many at once. */
export type NumberedLevel = typeof Level.Grid | typeof Level.Group;

const nouns: Record<NumberedLevel, string> = { grid: '网格', group: '村民小组' };
/** Groups are called 村民组 and 组 as well. */
const numbered: Record<NumberedLevel, RegExp> = { grid: /^第(.{1,7})网格$/, group: /^第(.{1,7}?)(?:村民)?小?组$/ };
const digits = '零一二三四五六七八九';
const units = ['', '十', '百', '千'];
const largest = 9_999;

/** 第一网格, 第十二村民小组. The ordinal is from 1 to 9999. */
export function numberedName(level: NumberedLevel, ordinal: number): string {
  return `第${chineseNumeral(ordinal)}${nouns[level]}`;
}

/** So many names that go on where the highest number among the names that are there leaves off. */
export function nextNames(level: NumberedLevel, there: readonly string[], count: number): string[] {
  const highest = Math.max(0, ...there.map((name) => ordinalOf(level, name) ?? 0));
  return Array.from({ length: count }, (_, index) => numberedName(level, highest + 1 + index));
}

/** 3 for 第三网格 and for 第3网格; null for a name without a number. */
function ordinalOf(level: NumberedLevel, name: string): number | null {
  const ordinal = numbered[level].exec(name)?.[1];
  if (ordinal === undefined) return null;
  const value = /^\d{1,4}$/.test(ordinal) ? Number(ordinal) : numeralValue(ordinal);
  return value === null || value > largest ? null : value;
}

/** 十二, 一百零五: as people number grids, without the 一 before the 十 of 10 to 19. */
export function chineseNumeral(value: number): string {
  const written = [...String(value)]
    .map((digit, index, all) => (digit === '0' ? '零' : `${digits[Number(digit)]}${units[all.length - 1 - index]}`))
    .join('');
  return written.replace(/零+/g, '零').replace(/零$/, '').replace(/^一十/, '十');
}

/** Null for what is no numeral, or one that nobody writes. */
export function numeralValue(text: string): number | null {
  let value = 0;
  let digit = 0;
  for (const [index, character] of [...text].entries()) {
    const unit = units.indexOf(character);
    if (digits.includes(character)) digit = digits.indexOf(character);
    else if (unit > 0) {
      value += (digit === 0 && index === 0 ? 1 : digit) * 10 ** unit;
      digit = 0;
    } else return null;
  }
  value += digit;
  return value > 0 && chineseNumeral(value) === text ? value : null;
}
