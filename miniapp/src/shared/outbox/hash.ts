import { sha256 } from '@noble/hashes/sha2.js';
import canonicalize from 'canonicalize';
import type { Command } from './commands';
import { utf8 } from './utf8';

/** SHA-256 over RFC 8785 canonical JSON. The server computes the same; only an equal hash confirms a command. */
export function hashOf(command: Command): string {
  const digest = sha256(utf8(canonicalize(command) ?? ''));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
