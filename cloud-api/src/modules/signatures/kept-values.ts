import type { Cipher } from '../../common/crypto/index.js';
import { asInk, asPersonal, type InkValues, type PersonalValues } from './evidence.rules.js';

/** Null for what was erased, undefined for what somebody damaged or exchanged. */
export function openPersonal(cipher: Cipher, stored: string | null): PersonalValues | null | undefined {
  return open(cipher, stored, asPersonal);
}

export function openInk(cipher: Cipher, stored: string | null): InkValues | null | undefined {
  return open(cipher, stored, asInk);
}

function open<T>(cipher: Cipher, stored: string | null, read: (value: unknown) => T | undefined): T | null | undefined {
  if (stored === null) return null;
  try {
    // Base64 is read leniently; what was stored is written in one way only.
    if (Buffer.from(stored, 'base64').toString('base64') !== stored) return undefined;
    return read(JSON.parse(cipher.decrypt(stored)));
  } catch {
    return undefined;
  }
}
