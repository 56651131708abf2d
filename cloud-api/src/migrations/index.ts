import { Foundation1763740800000 } from './1763740800000-foundation.js';
import { OfficeLists1764000000000 } from './1764000000000-office-lists.js';
import { Papers1764500000000 } from './1764500000000-papers.js';

/** In order. A migration that has been released is never changed. */
export const migrations = [Foundation1763740800000, OfficeLists1764000000000, Papers1764500000000];
