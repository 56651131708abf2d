import { Foundation1763740800000 } from './1763740800000-foundation.js';

/** In order. A migration that has been released is never changed. */
export const migrations = [Foundation1763740800000];
