import { WechatFailure } from './failure.js';

const han = String.raw`\p{Script=Han}`;
const clock24 = String.raw`([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?`;
const day = String.raw`(\d{4}年\d{1,2}月\d{1,2}日|\d{4}[-/.]\d{1,2}[-/.]\d{1,2})`;

/** One moment or a span of two, with `~` between them. */
const span = (moment: string) => new RegExp(`^${moment}(\\s*~\\s*${moment})?$`, 'u');

const characters = (text: string) => [...text].length;

function isName(value: string): boolean {
  const isChinese = new RegExp(`^[${han}a-zA-Z·.\\s]{1,10}$`, 'u').test(value);
  return isChinese || /^[a-zA-Z\p{P}\s]{1,20}$/u.test(value);
}

/** What WeChat says a field of each type may hold. Lines are never broken within one. */
const rules: Record<string, (value: string) => boolean> = {
  thing: (value) => characters(value) <= 20,
  number: (value) => /^-?\d+(\.\d+)?$/.test(value) && value.length <= 32,
  letter: (value) => /^[a-zA-Z]{1,32}$/.test(value),
  symbol: (value) => /^[\p{P}\p{S}]{1,5}$/u.test(value),
  character_string: (value) => /^[\x20-\x7e]{1,32}$/.test(value),
  time: (value) => span(`(${day}\\s*)?${clock24}`).test(value),
  date: (value) => span(`${day}(\\s*${clock24})?`).test(value),
  amount: (value) => /^[\p{Sc}]?\d{1,10}(\.\d{1,2})?元?$/u.test(value),
  phone_number: (value) => /^[\d+()\s-]{1,17}$/.test(value),
  car_number: (value) => new RegExp(`^[${han}a-zA-Z\\d][a-zA-Z\\d]{0,6}[${han}a-zA-Z\\d]?$`, 'u').test(value),
  name: isName,
  phrase: (value) => new RegExp(`^[${han}]{1,5}$`, 'u').test(value),
  // Values that were agreed on with the template; which ones is not known here.
  const: (value) => characters(value) <= 20,
  enum: (value) => characters(value) <= 20,
};

const typeOf = (field: string) => /^([a-z_]+?)\d+$/.exec(field)?.[1];

export function isKnownField(field: string): boolean {
  return Object.hasOwn(rules, typeOf(field) ?? '');
}

/** Refuses what is missing, empty or against the rules of its type, naming the field. What the template does not have is ignored. */
export function requireFields(fields: readonly string[], data: unknown): void {
  for (const field of fields) {
    const { value } = ((data as Record<string, unknown> | null | undefined)?.[field] ?? {}) as { value?: unknown };
    const text = typeof value === 'number' ? String(value) : value;
    if (typeof text !== 'string' || text.trim() === '') throw wrong(field, 'is empty');
    if (/[\r\n]/.test(text) || !rules[typeOf(field)!]!(text)) throw wrong(field, 'invalid');
  }
}

function wrong(field: string, what: string): WechatFailure {
  return new WechatFailure(47003, `argument invalid! data.${field}.value ${what}`);
}
