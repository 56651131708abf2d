import { Injectable } from '@nestjs/common';
import { Configuration } from '../../config/index.js';
import { TimestampError, TimestampFault } from './timestamp-error.js';

const timeoutMs = 10_000;
const largestAnswer = 64 * 1024;

export interface Timestamp {
  /** DER. */
  token: Buffer;
  at: number;
}

/** The RFC 3161 authority of this installation, where there is one; its answers are proved before they are believed. */
@Injectable()
export class TimestampAuthority {
  private readonly url: string | null;

  constructor(configuration: Configuration) {
    this.url = configuration.timestampUrl;
  }

  get isConfigured(): boolean {
    return this.url !== null;
  }

  /** A timestamp of the digest (hex). Throws a TimestampError. */
  async stamp(digest: string): Promise<Timestamp> {
    // A server without an authority never loads what reads tokens.
    const { grantedToken, proveToken, timestampQuery } = await import('./timestamp-token.js');
    const query = timestampQuery(digest);
    const token = grantedToken(await this.ask(query.der));
    const { at, nonce } = await proveToken(token, digest);
    if (!nonce?.equals(query.nonce)) throw new TimestampError(TimestampFault.WrongNonce);
    return { token, at };
  }

  private async ask(query: Buffer): Promise<Buffer> {
    try {
      const response = await fetch(this.url!, {
        method: 'POST',
        headers: { 'content-type': 'application/timestamp-query' },
        body: Uint8Array.from(query),
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
      if (response.ok) return await readAtMost(response, largestAnswer);
    } catch (error) {
      if (error instanceof TimestampError) throw error;
    }
    throw new TimestampError(TimestampFault.Unreachable);
  }
}

async function readAtMost(response: Response, most: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of (response.body ?? []) as unknown as AsyncIterable<Uint8Array>) {
    size += part.length;
    if (size > most) throw new TimestampError(TimestampFault.Unreadable);
    parts.push(part);
  }
  return Buffer.concat(parts);
}
