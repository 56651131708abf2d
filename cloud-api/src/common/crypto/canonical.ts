import canonicalize from 'canonicalize';
import { sha256Hex } from './cipher.js';

// The package is CommonJS whose types claim an ES default export.
const serialize = canonicalize as unknown as (value: unknown) => string | undefined;

/** RFC 8785 canonical JSON: the same value gives the same bytes on the phone and here. */
export function canonicalJson(value: unknown): string {
  const text = serialize(value);
  if (text === undefined) throw new TypeError('a value without a JSON form cannot be made canonical');
  return text;
}

export function canonicalHash(value: unknown): string {
  return sha256Hex(canonicalJson(value));
}
