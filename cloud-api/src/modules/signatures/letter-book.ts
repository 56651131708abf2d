import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../common/database/index.js';

/** A 责任书 as signing needs it. */
export interface LetterToSign {
  id: string;
  roundId: string;
  versionId: string;
  /** The village or unit of the chain. */
  regionId: number;
  personId: string | null;
  residentId: string | null;
  doorId: string | null;
  /** What its variables stand for. */
  values: {
    place: string;
    issuer: string;
    station: string;
    stationPhone: string;
    superior: string;
    position: string;
    term: string;
  };
  name: string;
  /** Why it cannot be signed now, by a stable name; null when it can. */
  fault: 'letter_closed' | 'letter_removed' | 'superior_not_signed' | 'already_signed' | null;
}

/** Where signing looks up 责任书; the letters module keeps them. */
export interface LetterBook {
  byIds(on: Queryable, letterIds: readonly string[]): Promise<Map<string, LetterToSign>>;
}

/** Signing knows that there are letters, but not how they are sent: whoever keeps them says so here. */
@Injectable()
export class LetterBooks implements LetterBook {
  private book: LetterBook | null = null;

  keep(book: LetterBook): void {
    this.book = book;
  }

  async byIds(on: Queryable, letterIds: readonly string[]): Promise<Map<string, LetterToSign>> {
    return letterIds.length === 0 || !this.book ? new Map() : this.book.byIds(on, letterIds);
  }
}
