import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Configuration } from '../../config/index.js';

const algorithm = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;

/** Encrypts personal values at rest and makes keyed hashes by which they can still be found. */
@Injectable()
export class Cipher {
  constructor(private readonly configuration: Configuration) {}

  /** base64 of iv, tag and ciphertext. */
  encrypt(plain: string): string {
    return this.encryptBytes(Buffer.from(plain, 'utf8')).toString('base64');
  }

  decrypt(stored: string): string {
    return this.decryptBytes(Buffer.from(stored, 'base64')).toString('utf8');
  }

  /** iv, tag and ciphertext. */
  encryptBytes(plain: Buffer): Buffer {
    const iv = randomBytes(ivBytes);
    const cipher = createCipheriv(algorithm, this.configuration.secrets.encryptionKey, iv);
    const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
  }

  decryptBytes(bytes: Buffer): Buffer {
    const decipher = createDecipheriv(algorithm, this.configuration.secrets.encryptionKey, bytes.subarray(0, ivBytes));
    decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
    return Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]);
  }

  /** A keyed hash of the value for one purpose; equal values give equal hashes, and nobody without the key can try values. */
  blindIndex(purpose: string, value: string): string {
    return createHmac('sha256', this.configuration.secrets.indexKey).update(`${purpose}\n${value}`).digest('hex');
  }

  /** A short-lived sealed text that only this server can open, for values that must travel through the phone unseen. */
  sealTicket(content: object, expiresAt: number): string {
    return Buffer.from(this.encrypt(JSON.stringify({ content, expiresAt })), 'base64').toString('base64url');
  }

  /** The content, or null when the ticket is forged, damaged or older than its end. */
  openTicket<T>(ticket: string, now: number): T | null {
    try {
      const opened = JSON.parse(this.decrypt(Buffer.from(ticket, 'base64url').toString('base64'))) as {
        content: T;
        expiresAt: number;
      };
      return opened.expiresAt > now ? opened.content : null;
    } catch {
      return null;
    }
  }
}

export function sha256Hex(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

/** `138****1234`: enough to recognise a number one knows, too little to dial. */
export function maskPhone(phone: string): string {
  return phone.length < 7 ? '****' : `${phone.slice(0, 3)}****${phone.slice(-4)}`;
}

/** `王*福`, `李*`: what people outside the door's own workers see of a name. */
export function maskName(name: string): string {
  const letters = [...name];
  if (letters.length <= 1) return name;
  if (letters.length === 2) return `${letters[0]}*`;
  return `${letters[0]}${'*'.repeat(letters.length - 2)}${letters.at(-1)}`;
}
