/** What a file can be. */
export const ImportKindName = { HouseholdBook: 'household_book', Roster: 'roster', ClassList: 'class_list' } as const;
export type ImportKindName = (typeof ImportKindName)[keyof typeof ImportKindName];

/** Where a file is on its way in. */
export const ImportState = {
  /** Being opened: which sheets, which heads. */
  Reading: 'reading',
  /** Waits for somebody to say what the columns mean. */
  Mapping: 'mapping',
  /** Being compared with what is stored. */
  Checking: 'checking',
  /** Waits for somebody to look at what would change. */
  Checked: 'checked',
  Publishing: 'publishing',
  Published: 'published',
  Failed: 'failed',
  Cancelled: 'cancelled',
} as const;
export type ImportState = (typeof ImportState)[keyof typeof ImportState];

/** A job is at work; no second file for an overlapping region may begin. */
export const busyStates: readonly ImportState[] = [ImportState.Reading, ImportState.Checking, ImportState.Publishing];
/** Nothing more happens. */
export const finalStates: readonly ImportState[] = [ImportState.Published, ImportState.Cancelled];

/** `A` for 0, `AA` for 26: as spreadsheets call their columns. */
export function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}

/** Seven digits or more; where they stand in groups at least nine, because a date has eight. */
const longNumber = /\d(?:[ -]?\d){8,}[Xx]?|\d{7,}[Xx]?/g;

/** Long numbers (phones, identity numbers) in what is shown of a file: `138****1234`. */
export function maskNumbers(text: string): string {
  return text.normalize('NFKC').replace(longNumber, (written) => {
    const digits = written.replace(/[ -]/g, '');
    return `${digits.slice(0, 3)}****${digits.slice(-4)}`;
  });
}
