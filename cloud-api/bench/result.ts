/** What one benchmark found on one database, and whether the promise of the quality plan is kept. */
export interface Result {
  id: 'P1' | 'P2' | 'P3' | 'P5' | 'P7' | 'EX' | 'SG' | 'PA' | 'P4' | 'CB' | 'ES' | 'WF' | 'SM';
  database: DatabaseKind;
  what: string;
  measured: Record<string, number | Record<string, number>>;
  /** Ours against what it is measured against; null where the promise is no ratio. */
  ratio: number | null;
  promise: string;
  kept: boolean;
}

export type DatabaseKind = 'sqlite' | 'mariadb';

export interface Scale {
  /** The county of the board (P3). */
  doors: number;
  visits: number;
  boardReads: number;
  hotVisits: number;
  /** Visits per round at concurrency 1 and 16 (P1), and rounds of P1 and P2 after those that warm up. */
  singleVisits: number;
  parallelVisits: number;
  rounds: number;
  /** Households that are searched, and searches of each kind at each level (P5). */
  households: number;
  searches: number;
  /** Households of the book that is imported (P7). */
  bookHouseholds: number;
  /** Signatures among which some are verified, how often, and certificates that are made (PA). */
  signatures: number;
  lookUps: number;
  certificates: number;
  /** Residents of the county that is warned, and how often its feeds are read (WF). */
  residents: number;
  feedReads: number;
  /** Subscribe messages, four to each person (SM). */
  messages: number;
}

export const scales: Record<'small' | 'full', Scale> = {
  small: {
    doors: 12_000,
    visits: 60_000,
    boardReads: 400,
    hotVisits: 320,
    singleVisits: 50,
    parallelVisits: 160,
    rounds: 3,
    households: 20_000,
    searches: 20,
    bookHouseholds: 3_000,
    signatures: 20_000,
    lookUps: 1_000,
    certificates: 30,
    residents: 20_000,
    feedReads: 800,
    messages: 1_000,
  },
  full: {
    doors: 120_000,
    visits: 1_000_000,
    boardReads: 2_000,
    hotVisits: 1_600,
    singleVisits: 200,
    parallelVisits: 480,
    rounds: 7,
    households: 500_000,
    searches: 100,
    bookHouseholds: 50_000,
    signatures: 1_000_000,
    lookUps: 5_000,
    certificates: 100,
    residents: 350_000,
    feedReads: 4_000,
    messages: 10_000,
  },
};

/** Progress goes to stderr; stdout is the JSON. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
