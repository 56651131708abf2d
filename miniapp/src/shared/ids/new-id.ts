import { v7 } from 'uuid';

// WeChat has no synchronous secure random source. An id must be unique, not secret: a clash would surface as a conflict.
function randomBytes(): Uint8Array {
  const bytes = new Uint8Array(16);
  if (typeof crypto === 'object' && typeof crypto.getRandomValues === 'function') return crypto.getRandomValues(bytes);
  return bytes.map(() => Math.floor(Math.random() * 256));
}

/** The id of something made on this phone, kept for ever: UUIDv7. */
export function newId(): string {
  return v7({ random: randomBytes() });
}
