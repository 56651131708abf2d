import type { Schemas } from '@/shared/api';
import { businessDate } from '@/shared/clock';

const VARIABLES = [
  'place',
  'issuer',
  'station',
  'stationPhone',
  'date',
  'name',
  'superior',
  'position',
  'term',
] as const;
export type Variable = (typeof VARIABLES)[number];

export type DocumentValues = Partial<Record<Variable, string>>;
export type Rendered = Schemas['RenderedDocument'];

/** What stands where a value is missing: a line to write on. */
const BLANK = '____';
const VARIABLE = /\{([a-zA-Z]+)\}/g;

function isVariable(name: string): name is Variable {
  return (VARIABLES as readonly string[]).includes(name);
}

/** Names in braces that stand for nothing. */
export function unknownVariables(text: string): string[] {
  return [...text.matchAll(VARIABLE)].map(([, name]) => name!).filter((name) => !isVariable(name));
}

/** The text with its variables filled in, each once, exactly as the server renders it: this is what is signed. */
export function renderDocument(content: Schemas['DocumentContent'], values: DocumentValues): Rendered {
  const filled = (text: string) =>
    text.replace(VARIABLE, (_, name: string) => (isVariable(name) && values[name]?.trim()) || BLANK);
  return {
    title: filled(content.title),
    salutation: filled(content.salutation),
    sections: content.sections.map(({ heading, paragraphs, items }) => ({
      heading: filled(heading),
      paragraphs: paragraphs.map(filled),
      items: items.map(filled),
    })),
    statement: filled(content.statement),
    agreement: filled(content.agreement),
    dataNotice: filled(content.dataNotice),
  };
}

/** 2026年11月22日, as papers write the day of signing. */
export function dateInWords(instant: number): string {
  const [year, month, day] = businessDate(instant).split('-').map(Number);
  return `${year}年${month}月${day}日`;
}
