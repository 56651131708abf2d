import { createDecipheriv } from 'node:crypto';

export interface EncryptedGroupEnterInfo {
  /** What the login just before was answered with, base64. */
  sessionKey: string;
  /** Base64, as `wx.getGroupEnterInfo` gave both. */
  encryptedData: string;
  iv: string;
  appId: string;
  /** Milliseconds since the epoch. */
  now: number;
}

export interface GroupEnterInfo {
  /** The group, the same for everybody who opens something of this app in it. */
  opengid: string;
  /** When WeChat wrote it, in milliseconds since the epoch. */
  writtenAt: number;
}

const oldestMs = 5 * 60_000;
/** How far WeChat's clock may be ahead of ours. */
const skewMs = 60_000;
const largestData = 4_096;
const keyBytes = 16;

/**
 * The group that a page was opened in. `cannot_verify` for whatever is not certain: encrypted with another key, spoilt, written for
 * another app, too old, not yet due, or no group at all. That is never proof that the page was not opened there.
 */
export function openGroupEnterInfo(entered: EncryptedGroupEnterInfo): GroupEnterInfo | 'cannot_verify' {
  const info = decrypt(entered);
  const { opengid, watermark } = (info ?? {}) as { opengid?: unknown; watermark?: unknown };
  const { appid, timestamp } = (watermark ?? {}) as { appid?: unknown; timestamp?: unknown };
  if (typeof opengid !== 'string' || !/^[\w-]{1,64}$/.test(opengid)) return 'cannot_verify';
  if (appid !== entered.appId || typeof timestamp !== 'number') return 'cannot_verify';
  const writtenAt = timestamp * 1_000;
  const age = entered.now - writtenAt;
  return age >= -skewMs && age <= oldestMs ? { opengid, writtenAt } : 'cannot_verify';
}

function decrypt({ sessionKey, encryptedData, iv }: EncryptedGroupEnterInfo): object | null {
  if (encryptedData.length > largestData) return null;
  const key = Buffer.from(sessionKey, 'base64');
  const vector = Buffer.from(iv, 'base64');
  if (key.length !== keyBytes || vector.length !== keyBytes) return null;
  try {
    const decipher = createDecipheriv('aes-128-cbc', key, vector);
    const bytes = Buffer.concat([decipher.update(Buffer.from(encryptedData, 'base64')), decipher.final()]);
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return typeof value === 'object' ? value : null;
  } catch {
    // A wrong key shows as broken padding or as no JSON.
    return null;
  }
}
