import type { Schemas } from '@/shared/api';
import { unknownVariables } from '@/shared/papers';

export type Template = Schemas['DocumentTemplate'];
export type Content = Schemas['DocumentContent'];

/** A section as it is written: a line for each paragraph, a line for each item. */
export interface SectionForm {
  heading: string;
  paragraphs: string;
  items: string;
}

export interface DocumentForm extends Omit<Content, 'schema' | 'sections'> {
  sections: SectionForm[];
}

export const NEW_SECTION: SectionForm = { heading: '', paragraphs: '', items: '' };

export function formOf({ title, salutation, sections, statement, agreement, dataNotice }: Content): DocumentForm {
  return {
    title,
    salutation,
    statement,
    agreement,
    dataNotice,
    sections: sections.map(({ heading, paragraphs, items }) => ({
      heading,
      paragraphs: paragraphs.join('\n'),
      items: items.join('\n'),
    })),
  };
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

export function contentOf({ sections, ...texts }: DocumentForm): Content {
  const { title, salutation, statement, agreement, dataNotice } = texts;
  return {
    schema: 1,
    title: title.trim(),
    salutation: salutation.trim(),
    sections: sections.map(({ heading, paragraphs, items }) => ({
      heading: heading.trim(),
      paragraphs: linesOf(paragraphs),
      items: linesOf(items),
    })),
    statement: statement.trim(),
    agreement: agreement.trim(),
    dataNotice: dataNotice.trim(),
  };
}

export function isSame(a: Content, b: Content): boolean {
  return JSON.stringify(contentOf(formOf(a))) === JSON.stringify(contentOf(formOf(b)));
}

/** What the server takes; the whole text must be one that people read. */
export const LONGEST = {
  title: 80,
  salutation: 120,
  heading: 60,
  paragraph: 1000,
  item: 500,
  statement: 500,
  agreement: 1000,
  dataNotice: 1000,
  content: 12_000,
  sections: 20,
  paragraphs: 20,
  items: 30,
} as const;

export type Faults = Partial<Record<string, string>>;

/** What is wrong, by field (`title`, `sections.0.items` …); the server has the last word. */
export function faultsOf(form: DocumentForm): Faults {
  const content = contentOf(form);
  const faults: Faults = {};
  const report = (field: string, fault: string | false | undefined) => {
    if (fault) faults[field] ??= fault;
  };
  for (const field of ['title', 'statement', 'agreement', 'dataNotice'] as const)
    report(field, content[field] === '' && '这一项要写');
  for (const field of ['title', 'salutation', 'statement', 'agreement', 'dataNotice'] as const)
    report(field, textFault([content[field]], LONGEST[field]));
  if (content.sections.length === 0) report('sections', '至少要有一段');
  for (const [index, { heading, paragraphs, items }] of content.sections.entries()) {
    const at = `sections.${index}`;
    report(`${at}.heading`, textFault([heading], LONGEST.heading));
    report(`${at}.paragraphs`, textFault(paragraphs, LONGEST.paragraph));
    report(`${at}.items`, textFault(items, LONGEST.item));
    report(`${at}.paragraphs`, paragraphs.length > LONGEST.paragraphs && `最多 ${LONGEST.paragraphs} 段`);
    report(`${at}.items`, items.length > LONGEST.items && `最多 ${LONGEST.items} 条`);
    report(`${at}.paragraphs`, paragraphs.length + items.length === 0 && '段落和条目至少写一样');
  }
  if (JSON.stringify(content).length > LONGEST.content) report('sections', '全文太长，老人读不完，请删短些');
  return faults;
}

function textFault(texts: readonly string[], longest: number): string | undefined {
  const [unknown] = texts.flatMap(unknownVariables);
  if (unknown !== undefined) return `没有“{${unknown}}”这个空`;
  return texts.some((text) => text.length > longest) ? `一行最多 ${longest} 字` : undefined;
}

/** The version that holds now, if any was published. */
export function newestOf({ versions }: Pick<Template, 'versions'>): Template['versions'][number] | undefined {
  return versions[0];
}

/** What holds at the place, and what the place is still writing; what a nearer paper took the place of is left out. */
export function shownTemplates(templates: readonly Template[], regionId: number): Template[] {
  return templates
    .filter((template) => template.holds || template.regionId === regionId)
    .sort((a, b) => placeOf(a) - placeOf(b) || (a.templateKey < b.templateKey ? -1 : 1));
}

const KINDS: readonly Template['kind'][] = ['notice', 'pledge', 'responsibility_letter'];
// What is signed at every door comes first.
const FIRST = ['resident', 'business', 'finance', 'campus'];

function placeOf({ kind, templateKey }: Template): number {
  const rank = FIRST.indexOf(templateKey.split('.')[1] ?? '');
  return KINDS.indexOf(kind) * 10 + (rank < 0 ? FIRST.length : rank);
}

/** 3f2a 91bc 04de: enough of a hash to compare by eye. */
export function shortHash(hash: string): string {
  return hash
    .slice(0, 12)
    .replace(/(.{4})(?=.)/g, '$1 ')
    .trim();
}

/** 1.2 MB */
export function sizeText(bytes: number): string {
  if (bytes >= 1024 * 1024) return `${Math.round((bytes / 1024 / 1024) * 10) / 10} MB`;
  return `${Math.max(1, Math.round(bytes / 1024))} KB`;
}
