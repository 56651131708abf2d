import { normalisePhone } from '../people/index.js';

const landline = /^0\d{2,3}-?\d{7,8}$/;
/** So many digits in a row, spaces and dashes between them too, are a number of somebody. */
const numbers = /\d(?:[\s-]?\d){6,}/g;

/** A number that can be called back: a mobile one in its national form, or a landline; null for anything else. */
export function callablePhone(typed: string): string | null {
  const mobile = normalisePhone(typed);
  if (mobile !== null) return mobile;
  const text = typed.trim();
  return landline.test(text) ? text : null;
}

/** The story without the phone, card and account numbers in it. */
export function maskNumbers(story: string): string {
  return story.replace(numbers, (number) => number.replace(/\d/g, '*'));
}
