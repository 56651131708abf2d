import { Foundation1763740800000 } from './1763740800000-foundation.js';
import { OfficeLists1764000000000 } from './1764000000000-office-lists.js';

/** In order. A migration that has been released is never changed. */
export const migrations = [Foundation1763740800000, OfficeLists1764000000000];
