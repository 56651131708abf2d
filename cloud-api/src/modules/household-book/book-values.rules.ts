import { bookLimits, type BookRule } from './book-fields.rules.js';
import { isEmpty, smallNumber, squash, textOf } from './book-text.rules.js';
import { readIdNumber } from './book-births.rules.js';
import { relationOf } from './book-words.rules.js';

/** What a cell was read as, and what is to be said about it. */
export interface Reading<Value> {
  value: Value;
  rules: BookRule[];
}

const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
/** What a spreadsheet would run when the text is opened again. */
const formula = /^(?:=|@|[+-](?=[\p{L}(@=]))/u;

function isUnreadable(cell: unknown, text: string): boolean {
  if (typeof cell === 'boolean' || formula.test(text)) return true;
  return typeof cell === 'string' && unprintable.test(cell);
}

/** A person's name: blanks inside and brackets behind it go; `relation` is what stood in brackets, if it was one. */
export function readName(cell: unknown): Reading<string> & { relation: string } {
  const text = textOf(cell);
  if (isEmpty(text)) return { value: '', rules: ['name_missing'], relation: '' };
  const [, before = '', inside = ''] = /^([^(]+)\(([^()]*)\)?$/.exec(text) ?? [];
  const name = withoutGaps((before || text).trim());
  if (isUnreadable(cell, text) || !/\p{L}/u.test(name)) return { value: '', rules: ['name_unreadable'], relation: '' };
  if (name.length > bookLimits.memberName) return { value: '', rules: ['name_too_long'], relation: '' };
  const relation = relationOf(inside) === null ? '' : inside;
  const dropped = before !== '' && relation === '' && squash(inside) !== '';
  return { value: name, rules: dropped ? ['name_suffix_dropped'] : [], relation };
}

/** The name of a shop, an enterprise or a class: brackets belong to it. */
export function readDoorName(cell: unknown): Reading<string> {
  const text = textOf(cell);
  if (isEmpty(text)) return { value: '', rules: ['name_missing'] };
  if (isUnreadable(cell, text) || !/\p{L}/u.test(text)) return { value: '', rules: ['name_unreadable'] };
  const name = withoutGaps(text);
  return name.length > bookLimits.doorName ? { value: '', rules: ['name_too_long'] } : { value: name, rules: [] };
}

/** 王 芳 is 王芳; blanks between Latin words stay. */
function withoutGaps(name: string): string {
  return name.replace(/(?<=[^\u0020-\u024f]) | (?=[^\u0020-\u024f])/g, '');
}

/** A household's code: 1.0 is 1; an ID number is none. */
export function readCode(cell: unknown, today: string): Reading<string> {
  const text = squash(textOf(cell)).replace(/^(\d+)\.0+$/, '$1');
  if (isEmpty(text)) return { value: '', rules: [] };
  if (isUnreadable(cell, text)) return { value: '', rules: ['code_unreadable'] };
  if (text.length >= 15 && isIdNumber(text, today)) return { value: '', rules: ['code_is_id_number'] };
  return text.length > bookLimits.code ? { value: '', rules: ['code_too_long'] } : { value: text, rules: [] };
}

function isIdNumber(text: string, today: string): boolean {
  const id = readIdNumber(text, today);
  return id !== null && id !== 'unreadable';
}

export function readAddress(cell: unknown): Reading<string> {
  const text = textOf(cell);
  if (isEmpty(text)) return { value: '', rules: [] };
  if (isUnreadable(cell, text)) return { value: '', rules: ['address_unreadable'] };
  return text.length > bookLimits.address ? { value: '', rules: ['address_too_long'] } : { value: text, rules: [] };
}

/** A place's name or number as it is written. */
export function readPlace(cell: unknown): string {
  const text = textOf(cell).replace(/^(\d+)\.0+$/, '$1');
  return isEmpty(text) ? '' : text.slice(0, bookLimits.address);
}

const mobile = /(?<!\d)(?:(?:\+|00)?86[- ]?)?(1[3-9](?:[- ]?\d){9})(?!\d)/g;
const landline = /(?<![\d-])(?:\(?0\d{2,3}\)?[- ]?)?[2-9]\d{6,7}(?:-\d{1,5})?(?!\d)/g;

/** The first mobile phone of the cell, eleven digits. Other phones are not kept. */
export function readPhone(cell: unknown): Reading<string | null> {
  const text = textOf(cell)
    .replace(/\.0+$/, '')
    .replace(/[‐–—−]/g, '-');
  if (isEmpty(text)) return { value: null, rules: [] };
  const phones = [...new Set([...text.matchAll(mobile)].map(([, digits]) => digits!.replace(/\D/g, '')))];
  const rest = text.replace(mobile, ' ');
  const landlines = rest.match(landline) ?? [];
  const rules: BookRule[] = [];
  if (phones.length > 1) rules.push('phone_more');
  if (landlines.length > 0) rules.push('phone_landline');
  const unread = /\d{5}/.test(rest.replace(landline, ' '));
  if (phones.length === 0 && (landlines.length === 0 || unread)) return { value: null, rules: ['phone_invalid'] };
  if (unread && !rules.includes('phone_more')) rules.push('phone_more');
  return { value: phones[0] ?? null, rules };
}

/** How many children the column says; null where it says nothing. */
export function readChildren(cell: unknown): Reading<number | null> {
  const text = squash(textOf(cell))
    .replace(/(?<=.)[个名人位]$/, '')
    .replace(/\.0+$/, '');
  if (text === '无') return { value: 0, rules: [] };
  if (isEmpty(text)) return { value: null, rules: [] };
  const number = smallNumber(text);
  if (number === null) return { value: null, rules: ['children_unreadable'] };
  return number > bookLimits.children ? { value: null, rules: ['too_many_children'] } : { value: number, rules: [] };
}

/** 李四(妻)、妻:李五 王六 as names with the relations written beside them. */
export function readMemberList(cell: unknown): { name: string; relation: string }[] {
  const text = textOf(cell);
  if (isEmpty(text)) return [];
  return text
    .split(/[、,;/|]+|(?<=\)) /)
    .map((part) => part.trim())
    .filter((part) => !isEmpty(part))
    .map((part) => {
      const labelled = /^([^:()]+):(.+)$/.exec(part);
      if (labelled && relationOf(labelled[1]!) !== null) return { name: labelled[2]!, relation: labelled[1]! };
      return { name: part, relation: '' };
    });
}
