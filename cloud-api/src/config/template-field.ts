const day = String.raw`(\d{4}年\d{1,2}月\d{1,2}日|\d{4}-\d{1,2}-\d{1,2})`;
const hours = String.raw`([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?`;

/** The longest `thing`, in characters. */
export const longestThing = 20;

/** What WeChat lets the fields of a subscribe message hold, by type; anything else is refused with 47003. */
const patterns = {
  thing: new RegExp(`^.{1,${longestThing}}$`, 'u'),
  phrase: /^\p{Script=Han}{1,5}$/u,
  time: new RegExp(`^(${day} ?)?${hours}$`, 'u'),
  date: new RegExp(`^${day}( ?${hours})?$`, 'u'),
  character_string: /^[\x21-\x7e]([\x20-\x7e]{0,30}[\x21-\x7e])?$/,
  number: /^-?\d{1,20}(\.\d{1,10})?$/,
  letter: /^[a-zA-Z]{1,32}$/,
  symbol: /^[\p{P}\p{S}]{1,5}$/u,
  amount: /^\p{Sc}?\d{1,10}(\.\d{1,2})?元?$/u,
  phone_number: /^[\d+()-]{1,17}$/,
  car_number: /^[\p{Script=Han}a-zA-Z\d][a-zA-Z\d]{0,6}[\p{Script=Han}a-zA-Z\d]?$/u,
  name: /^([\p{Script=Han}·]{1,10}|[a-zA-Z]{1,20})$/u,
  // One of the values that were agreed on with the template.
  const: new RegExp(`^.{1,${longestThing}}$`, 'u'),
  enum: new RegExp(`^.{1,${longestThing}}$`, 'u'),
};
export type TemplateFieldType = keyof typeof patterns;

/** `thing` for `thing1`; null for what is no field of WeChat's. */
export function templateFieldType(name: string): TemplateFieldType | null {
  const type = /^([a-z_]+)[1-9]\d?$/.exec(name)?.[1] ?? '';
  return Object.hasOwn(patterns, type) ? (type as TemplateFieldType) : null;
}

export function fits(type: TemplateFieldType, text: string): boolean {
  return text.trim() !== '' && patterns[type].test(text);
}
