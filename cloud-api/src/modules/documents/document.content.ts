/** What a paper says. Paragraphs may hold variables in braces: `{place}`, `{station}` … */
export interface DocumentContent {
  schema: 1;
  title: string;
  /** Who informs or to whom it is promised: 致…：, in one line; may be empty. */
  salutation: string;
  sections: DocumentSection[];
  /** What the signer confirms by signing, word for word as it stands above the signature. */
  statement: string;
  /** The conditions the parties agree on for signing electronically (电子签名法 13 ¶2). */
  agreement: string;
  /** How the personal data are used. */
  dataNotice: string;
}

export interface DocumentSection {
  /** May be empty. */
  heading: string;
  paragraphs: string[];
  /** Printed as a numbered list below the paragraphs; may be empty. */
  items: string[];
}

/** What the braces may name. */
export const DocumentVariable = {
  /** The village or unit, 蟒河镇台头村. */
  Place: 'place',
  /** Who informs. */
  Issuer: 'issuer',
  Station: 'station',
  StationPhone: 'stationPhone',
  /** The day of signing, 2026年11月22日. */
  Date: 'date',
  /** Who signs. */
  Name: 'name',
  /** Above and below in a chain; the term or year of a 责任书. */
  Superior: 'superior',
  Position: 'position',
  Term: 'term',
} as const;
export type DocumentVariable = (typeof DocumentVariable)[keyof typeof DocumentVariable];

export type DocumentValues = Partial<Record<DocumentVariable, string>>;
