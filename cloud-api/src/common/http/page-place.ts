import { Problem } from '../problem/problem.js';

type Parts<Place> = { readonly [Part in keyof Place]: Place[Part] extends number ? 'number' : 'text' };

/**
 * Where a page of a list ended: a text that the answer gives as `next` and the next question brings as `after`.
 * Its parts are what the list is sorted by; numbers are whole and not negative.
 */
export class PagePlace<Place extends { readonly [Part in keyof Place]: number | string }> {
  constructor(private readonly parts: Parts<Place>) {}

  encode(place: Place): string {
    const values = this.kinds().map(([part, kind]) => (kind === 'number' ? Number(place[part]) : place[part]));
    return Buffer.from(JSON.stringify(values)).toString('base64url');
  }

  /** Null for the first page; a Problem for a text that is none of ours. */
  decode(text: string | undefined): Place | null {
    if (text === undefined) return null;
    const kinds = this.kinds();
    const values = listIn(text);
    const fits = values?.length === kinds.length && kinds.every(([, kind], index) => isA(kind, values[index]));
    if (!fits) throw Problem.validation([{ field: 'after', rule: 'page' }]);
    return Object.fromEntries(kinds.map(([part], index) => [part, values[index]])) as Place;
  }

  private kinds(): [keyof Place, 'number' | 'text'][] {
    return Object.entries(this.parts) as [keyof Place, 'number' | 'text'][];
  }
}

function listIn(text: string): unknown[] | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

function isA(kind: 'number' | 'text', value: unknown): boolean {
  return kind === 'text' ? typeof value === 'string' : Number.isSafeInteger(value) && Number(value) >= 0;
}
