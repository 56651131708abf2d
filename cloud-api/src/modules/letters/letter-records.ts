import type { ChainLevel, LetterSums } from './letters.rules.js';

export interface RoundRecord {
  id: string;
  planId: string | null;
  chainKey: string;
  regionId: number;
  regionName: string;
  regionPath: string;
  title: string;
  term: string | null;
  versionId: string;
  dueOn: string;
  levels: ChainLevel[];
  startedAt: number;
  closedAt: number | null;
}

export interface RecipientRecord {
  id: string;
  roundId: string;
  level: number;
  superiorId: string | null;
  superiorName: string | null;
  /** Null when nobody stands above. */
  superiorSigned: boolean | null;
  name: string;
  position: string;
  /** The phone they were sent to by, else the one they are known by. */
  phoneCipher: string | null;
  phoneIndex: string | null;
  /** Whether a roster brought the phone; whoever holds a post has one of their own. */
  phoneByRoster: boolean;
  /** Who can sign it on their own phone; a guardian by the phone in the household book. */
  personId: string | null;
  residentId: string | null;
  /** The guardian's door as it is now, the family's when nobody of it was named. */
  doorId: string | null;
  removedAt: number | null;
  /** The signature in force. */
  signatureId: string | null;
  signedAt: number | null;
}

export interface RoundLevelSums extends LetterSums {
  roundId: string;
  level: number;
}

export interface NewRecipient {
  id: string;
  level: number;
  superiorId: string | null;
  name: string;
  position: string;
  phoneCipher: string | null;
  phoneIndex: string | null;
  personId: string | null;
  residentId: string | null;
  doorId: string | null;
}

export interface FamilyMember {
  id: string;
  doorId: string;
  name: string;
  relation: string;
  /** JSON. */
  tags: string;
  birthMonth: string | null;
}
