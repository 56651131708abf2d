import { BookField } from './book-fields.rules.js';

/** What people write where they have nothing to say. */
const saysNothing = /^(?:无|不详|未知|不明|暂无|没有|未填|空|n\/?a|null|[-—–_/\\.、*?]+)$/i;
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g;
/** Anything but signs of ASCII and plain Chinese: most cells have none and need no work. */
const unusual = /[^!-~\u4e00-\u9fff]/;
const longestShown = 60;

/** A cell as text: full-width letters and digits as ordinary ones, one blank for any run of blanks, 1.0 as 1. */
export function textOf(cell: unknown): string {
  if (typeof cell === 'number') return String(cell);
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  if (typeof cell !== 'string') return '';
  if (!unusual.test(cell)) return cell;
  return cell.normalize('NFKC').replace(invisible, '').replace(/\s+/g, ' ').trim();
}

/** The text without any blanks, for comparing words. */
export function squash(text: string): string {
  return unusual.test(text) ? text.replace(/\s/g, '') : text;
}

/** Nothing, or a word or sign that stands for nothing. */
export function isEmpty(text: string): boolean {
  return text === '' || saysNothing.test(text);
}

/** What a problem shows of a cell: at most 60 characters; whatever may be a phone or an ID number is masked, in any column. */
export function maskShown(text: string, field: BookField | null): string {
  const shortest = field === BookField.Phone || field === BookField.IdNumber ? 5 : 9;
  const masked = text.replace(/\d(?:[ \-()]?\d)+[xX]?/g, (run) => maskRun(run.replace(/[ \-()]/g, ''), run, shortest));
  return masked.length <= longestShown ? masked : `${masked.slice(0, longestShown - 1)}…`;
}

/** Of eleven digits as much as of any phone; of an ID number only where it begins and its last two. */
function maskRun(digits: string, written: string, shortest: number): string {
  if (digits.length < shortest) return written;
  return `${digits.slice(0, 3)}****${digits.slice(digits.length === 11 ? -4 : -2)}`;
}

const chineseDigits = '零一二三四五六七八九';

/** 1 … 99 of 一 … 九十九, 〇 and 两 included, or of digits; null for anything else. */
export function smallNumber(text: string): number | null {
  if (/^\d{1,4}$/.test(text)) return Number(text);
  const plain = text.replace(/〇/g, '零').replace(/两/g, '二').replace(/^廿/, '二十').replace(/^卅/, '三十');
  const match = /^([一二三四五六七八九]?)(十?)([零一二三四五六七八九]?)$/.exec(plain);
  if (!match || plain === '') return null;
  const [, tens = '', ten = '', ones = ''] = match;
  const unit = ones === '' ? 0 : chineseDigits.indexOf(ones);
  if (ten === '') return tens !== '' && ones !== '' ? null : chineseDigits.indexOf(tens || ones);
  return (tens === '' ? 1 : chineseDigits.indexOf(tens)) * 10 + unit;
}
