import { Problem } from '../../common/problem/index.js';

/** Where the next page of a list by time goes on. */
export interface PagePlace {
  createdAt: number;
  id: string;
}

export function encodeCursor(createdAt: number, id: string): string {
  return Buffer.from(`${createdAt} ${id}`).toString('base64url');
}

/** A Problem for anything that is not one of ours. */
export function decodeCursor(text: string | undefined): PagePlace | null {
  if (text === undefined) return null;
  const match = /^(\d{1,15}) ([0-9a-f-]{36})$/.exec(Buffer.from(text, 'base64url').toString('utf8'));
  if (!match) throw Problem.validation([{ field: 'after', rule: 'page' }]);
  return { createdAt: Number(match[1]), id: match[2]! };
}
