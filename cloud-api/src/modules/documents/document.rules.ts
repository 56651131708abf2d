import { canonicalHash, canonicalJson } from '../../common/crypto/index.js';
import { DocumentKind } from '../plans/index.js';
import { idsOfPath, isWithin, Level } from '../regions/index.js';
import { type DocumentContent, type DocumentValues, DocumentVariable } from './document.content.js';

/** What stands where a value is missing: a line to write on. */
export const blank = '____';
/** A phone carries many papers, and somebody has to read them. */
export const longestContent = 12_000;

const variablePattern = /\{([a-zA-Z]+)\}/g;
const known = new Set<string>(Object.values(DocumentVariable));
const kindOfPrefix = new Map<string, DocumentKind>([
  ['notice', DocumentKind.Notice],
  ['pledge', DocumentKind.Pledge],
  ['letter', DocumentKind.ResponsibilityLetter],
]);

/** What a paper is, from the part of its key before the dot; the key has the right shape already. */
export function kindOfTemplate(templateKey: string): DocumentKind {
  return kindOfPrefix.get(templateKey.split('.', 1)[0]!)!;
}

/** The text with its variables filled in, each once: braces inside a value stay braces. The phone has the same rule. */
export function renderDocument(content: DocumentContent, values: DocumentValues): Omit<DocumentContent, 'schema'> {
  const filled = (text: string) =>
    text.replace(variablePattern, (_, name: string) => {
      const value = known.has(name) ? values[name as DocumentVariable]?.trim() : undefined;
      return value ? value : blank;
    });
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

/** The canonical JSON of a text and its SHA-256, by which all evidence names it. */
export function sealed(content: DocumentContent): { text: string; hash: string } {
  return { text: canonicalJson(content), hash: canonicalHash(content) };
}

interface ContentFault {
  field: string;
  rule: 'too_long' | 'unknown_variable' | 'required';
}

/** What is wrong with a text that has the right shape, before it may be published. */
export function contentFaults(content: DocumentContent): ContentFault[] {
  const texts = textsOf(content);
  const length = texts.reduce((sum, { text }) => sum + text.length, 0);
  return [
    ...(length > longestContent ? [{ field: '', rule: 'too_long' as const }] : []),
    ...texts
      .filter(({ text }) => [...text.matchAll(variablePattern)].some(([, name]) => !known.has(name!)))
      .map(({ field }) => ({ field, rule: 'unknown_variable' as const })),
    ...(content.sections.length === 0 ? [{ field: 'sections', rule: 'required' as const }] : []),
    ...content.sections.flatMap(({ paragraphs, items }, index) =>
      [...paragraphs, ...items].some((text) => text.trim())
        ? []
        : [{ field: `sections.${index}`, rule: 'required' as const }],
    ),
  ];
}

function textsOf(content: DocumentContent): { field: string; text: string }[] {
  const { title, salutation, sections, statement, agreement, dataNotice } = content;
  const plain = Object.entries({ title, salutation, statement, agreement, dataNotice });
  return [
    ...plain.map(([field, text]) => ({ field, text })),
    ...sections.flatMap(({ heading, paragraphs, items }, index) => [
      { field: `sections.${index}.heading`, text: heading },
      ...paragraphs.map((text, at) => ({ field: `sections.${index}.paragraphs.${at}`, text })),
      ...items.map((text, at) => ({ field: `sections.${index}.items.${at}`, text })),
    ]),
  ];
}

/** Whether a paper belongs to a place: it is built in, or of a region that the place lies in. */
export function holdsAt({ regionPath }: { regionPath: string | null }, path: string): boolean {
  return regionPath === null || isWithin(path, regionPath);
}

/** Of everything that belongs to the place the one of its nearest region, by key; what is built in comes last. */
export function nearestByKey<T extends { templateKey: string; regionPath: string | null }>(
  versions: readonly T[],
  path: string,
): Map<string, T> {
  const nearest = new Map<string, T>();
  for (const version of versions) {
    if (!holdsAt(version, path)) continue;
    const other = nearest.get(version.templateKey);
    if (!other || depth(version) > depth(other)) nearest.set(version.templateKey, version);
  }
  return nearest;
}

function depth({ regionPath }: { regionPath: string | null }): number {
  return regionPath === null ? 0 : idsOfPath(regionPath).length;
}

interface NamedRegion {
  name: string;
  level: Level;
}

/** How papers call a place, 蟒河镇台头村; `steps` lead from the root to it. */
export function placeName(steps: readonly NamedRegion[]): string {
  const self = steps.at(-1)!;
  const township = steps.slice(0, -1).find(({ level }) => level === Level.Township);
  return township && !self.name.startsWith(township.name) ? `${township.name}${self.name}` : self.name;
}

/** Who informs and where the police is, as far as the names of the places tell: the township, else the region itself. */
export function defaultIssuer(steps: readonly NamedRegion[]) {
  const township = steps.find(({ level }) => level === Level.Township);
  const office = township ?? steps.findLast(({ level }) => aboveTownships.includes(level)) ?? steps.at(-1)!;
  return {
    name: `${office.name}防范电信网络诈骗工作领导小组`,
    stationName: township ? `${office.name}派出所` : `${office.name}公安局`,
    stationPhone: '110',
  };
}

const aboveTownships: readonly Level[] = [Level.County, Level.City];
