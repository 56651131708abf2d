import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto';

/** What WeChat's administration page and the configuration agree on. */
export interface PushSecrets {
  token: string;
  /** 32 bytes; null where pushes come in plain text. */
  aesKey: Buffer | null;
  appId: string;
}

/** Parameters of the URL; WeChat adds more, which mean nothing here. */
export interface PushQuery {
  signature?: unknown;
  timestamp?: unknown;
  nonce?: unknown;
  msg_signature?: unknown;
}

const freshMs = 5 * 60_000;
const blockBytes = 16;
const paddingBytes = 32;
/** Random bytes, then the length of the message in four bytes. */
const headBytes = 16 + 4;

/** Whether the URL is signed with our token, and lately: what is older was caught by somebody and is sent again. */
export function isSigned({ signature, timestamp, nonce }: PushQuery, token: string, now: number): boolean {
  return isFresh(timestamp, now) && matches(signature, [token, timestamp, nonce]);
}

/**
 * The message of a signed push, or null for what WeChat did not send. With a key only its encrypted part counts, whose signature
 * covers it: a plain message beside it, or instead of it, could be anybody's who has once seen a signed URL.
 */
export function openPush(body: unknown, query: PushQuery, { token, aesKey, appId }: PushSecrets): object | null {
  if (!isObject(body)) return null;
  if (!aesKey) return body;
  const { Encrypt: sealed } = body as { Encrypt?: unknown };
  if (typeof sealed !== 'string') return null;
  if (!matches(query.msg_signature, [token, query.timestamp, query.nonce, sealed])) return null;
  return parseObject(decrypt(sealed, aesKey, appId));
}

function isFresh(timestamp: unknown, now: number): timestamp is string {
  return (
    typeof timestamp === 'string' &&
    /^\d{1,12}$/.test(timestamp) &&
    Math.abs(now - Number(timestamp) * 1_000) <= freshMs
  );
}

/** In a time that does not tell how much of the signature was right. */
function matches(signature: unknown, parts: unknown[]): boolean {
  if (typeof signature !== 'string' || !/^[0-9a-f]{40}$/.test(signature)) return false;
  if (!parts.every((part) => typeof part === 'string')) return false;
  const expected = createHash('sha1')
    .update([...parts].sort().join(''))
    .digest();
  return timingSafeEqual(expected, Buffer.from(signature, 'hex'));
}

/** The text between the random bytes and our app's id; null when the padding, the length or the id is not right. */
function decrypt(sealed: string, key: Buffer, appId: string): string | null {
  const bytes = Buffer.from(sealed, 'base64');
  if (bytes.length === 0 || bytes.length % blockBytes !== 0) return null;
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, blockBytes)).setAutoPadding(false);
  const plain = unpad(Buffer.concat([decipher.update(bytes), decipher.final()]));
  if (!plain || plain.length < headBytes) return null;
  const end = headBytes + plain.readUInt32BE(headBytes - 4);
  if (end > plain.length || plain.subarray(end).toString('utf8') !== appId) return null;
  return plain.subarray(headBytes, end).toString('utf8');
}

/** PKCS#7 up to 32 bytes: the cipher itself would take sixteen at most, and not all it takes is right. */
function unpad(bytes: Buffer): Buffer | null {
  const size = bytes[bytes.length - 1]!;
  if (size < 1 || size > paddingBytes || size > bytes.length) return null;
  const body = bytes.subarray(0, bytes.length - size);
  return bytes.subarray(body.length).every((byte) => byte === size) ? body : null;
}

function parseObject(text: string | null): object | null {
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
