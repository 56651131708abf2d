import type { FieldError } from '../../common/problem/index.js';
import type { SignatureInk } from './dto/signing-commands.dto.js';
import { isSmallPng } from './png.rules.js';

const mostStrokeCharacters = 20_000;
/** Points, not strokes: one tap is none. */
const fewestPoints = 5;

/** What is wrong with a drawn signature; `prefix` leads to the field. */
export function inkErrors({ strokes, image }: SignatureInk, prefix: string): FieldError[] {
  const errors: FieldError[] = [];
  const numbers = strokes.map((stroke) => stroke.split(',').length);
  const points = numbers.reduce((sum, count) => sum + count / 3, 0);
  const characters = strokes.reduce((sum, stroke) => sum + stroke.length, 0);
  if (numbers.some((count) => count % 3 !== 0)) errors.push({ field: `${prefix}.strokes`, rule: 'points_of_three' });
  else if (points < fewestPoints) errors.push({ field: `${prefix}.strokes`, rule: 'too_little_ink' });
  if (characters > mostStrokeCharacters) errors.push({ field: `${prefix}.strokes`, rule: 'max_length' });
  if (!isSmallPng(Buffer.from(image, 'base64'))) errors.push({ field: `${prefix}.image`, rule: 'png' });
  return errors;
}
