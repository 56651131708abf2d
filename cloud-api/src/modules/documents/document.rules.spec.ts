import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Level } from '../regions/index.js';
import { type DocumentContent, type DocumentValues, DocumentVariable } from './document.content.js';
import {
  blank,
  contentFaults,
  defaultIssuer,
  holdsAt,
  longestContent,
  nearestByKey,
  placeName,
  renderDocument,
  sealed,
} from './document.rules.js';

const variables = Object.values(DocumentVariable);
const empty: DocumentContent = {
  schema: 1,
  title: '告知书',
  salutation: '',
  sections: [{ heading: '', paragraphs: ['一'], items: [] }],
  statement: '已知',
  agreement: '约定',
  dataNotice: '说明',
};
const withStatement = (statement: string): DocumentContent => ({ ...empty, statement });
const statementOf = (text: string, values: DocumentValues) => renderDocument(withStatement(text), values).statement;

/** Pieces of which texts are made: words, variables, and what only looks like one. */
const piece = fc.oneof(
  fc.string().map((text) => text.replace(/[{}]/g, '')),
  fc.constantFrom(...variables).map((name) => `{${name}}`),
  fc.constantFrom('{', '}', '{}', '{ place }', '{{', '}}', '{地点}'),
);
const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
const content = fc.record<DocumentContent>({
  schema: fc.constant(1),
  title: text,
  salutation: text,
  sections: fc.array(
    fc.record({ heading: text, paragraphs: fc.array(text, { maxLength: 3 }), items: fc.array(text, { maxLength: 3 }) }),
    {
      maxLength: 3,
    },
  ),
  statement: text,
  agreement: text,
  dataNotice: text,
});
const values = fc.record(Object.fromEntries(variables.map((name) => [name, fc.string()])), { requiredKeys: [] });
/** All texts of a paper, in order. */
const flat = (document: Omit<DocumentContent, 'schema'>) => [
  document.title,
  document.salutation,
  ...document.sections.flatMap(({ heading, paragraphs, items }) => [heading, ...paragraphs, ...items]),
  document.statement,
  document.agreement,
  document.dataNotice,
];

describe('a text with its variables filled in', () => {
  it('puts each value in each of its places, and changes nothing else', () => {
    fc.assert(
      fc.property(content, values, (document, given) => {
        const expected = flat(document).map((whole) =>
          whole
            .split(/(\{[a-zA-Z]+\})/)
            .map((part, index) => {
              if (index % 2 === 0) return part;
              const name = part.slice(1, -1);
              return (Object.hasOwn(given, name) && given[name as DocumentVariable]?.trim()) || blank;
            })
            .join(''),
        );
        expect(flat(renderDocument(document, given))).toEqual(expected);
      }),
    );
  });

  it('leaves braces inside a value as they are, and takes no dollar sign for a command', () => {
    expect(statementOf('{name}，{place}', { name: '{place}', place: '$& $1' })).toBe('{place}，$& $1');
  });

  it('leaves a line to write on where a value is missing, empty or unknown', () => {
    for (const name of ['name', 'station', 'nobody', 'constructor', 'toString']) {
      expect(statementOf(`甲{${name}}乙`, { station: '  ' })).toBe(`甲${blank}乙`);
    }
  });

  it('does not touch the text it was made from', () => {
    const before = structuredClone(empty);
    renderDocument(empty, { place: '台头村' });
    expect(empty).toEqual(before);
  });
});

describe('what must be right before a text is published', () => {
  const rules = (document: DocumentContent) => contentFaults(document).map(({ field, rule }) => [field, rule]);

  it('is nothing for a plain text', () => expect(contentFaults(empty)).toEqual([]));

  it('is every variable', () => {
    expect(rules(withStatement('{plaec}'))).toEqual([['statement', 'unknown_variable']]);
    const sections = [{ heading: '{x}', paragraphs: ['好', '{place}{y}'], items: ['{z}'] }];
    expect(rules({ ...empty, sections })).toEqual([
      ['sections.0.heading', 'unknown_variable'],
      ['sections.0.paragraphs.1', 'unknown_variable'],
      ['sections.0.items.0', 'unknown_variable'],
    ]);
    for (const name of variables) expect(contentFaults(withStatement(`{${name}}`))).toEqual([]);
  });

  it('is that it says something', () => {
    expect(rules({ ...empty, sections: [] })).toEqual([['sections', 'required']]);
    const sections = [...empty.sections, { heading: '只有标题', paragraphs: [' '], items: [] }];
    expect(rules({ ...empty, sections })).toEqual([['sections.1', 'required']]);
  });

  it('is its length', () => {
    const paragraphs = Array.from({ length: 13 }, () => '长'.repeat(1000));
    expect(rules({ ...empty, sections: [{ heading: '', paragraphs, items: [] }] })).toEqual([['', 'too_long']]);
    expect(longestContent).toBe(12_000);
  });
});

describe('the hash of a text', () => {
  it('depends on every character, and not on the order of the fields', () => {
    const { schema, title, ...rest } = empty;
    expect(sealed({ ...rest, title, schema })).toEqual(sealed(empty));
    const hashes = [empty, withStatement('已知。'), { ...empty, title: '告知 书' }].map(
      (document) => sealed(document).hash,
    );
    expect(new Set(hashes).size).toBe(3);
    expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('the paper of a place', () => {
  const path = fc
    .array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 5 })
    .map((ids) => `/${ids.join('/')}/`);
  const version = fc.record({
    templateKey: fc.constantFrom('notice.resident', 'pledge.resident'),
    regionPath: fc.option(path),
  });

  it('is the one of the nearest region above it that has one, else what is built in', () => {
    fc.assert(
      fc.property(fc.array(version), path, (versions, place) => {
        const nearest = nearestByKey(versions, place);
        for (const key of ['notice.resident', 'pledge.resident']) {
          const possible = versions.filter((one) => one.templateKey === key && place.startsWith(one.regionPath ?? '/'));
          const longest = Math.max(...possible.map(({ regionPath }) => regionPath?.length ?? 0));
          expect(nearest.get(key)?.regionPath?.length ?? 0).toBe(possible.length === 0 ? 0 : longest);
          expect(nearest.has(key)).toBe(possible.length > 0);
        }
        for (const held of nearest.values()) expect(holdsAt(held, place)).toBe(true);
      }),
    );
  });

  it('is not that of a region whose id only begins alike', () => {
    expect(holdsAt({ regionPath: '/1/2/' }, '/1/23/')).toBe(false);
    expect(holdsAt({ regionPath: '/1/2/' }, '/1/2/')).toBe(true);
    expect(holdsAt({ regionPath: '/1/2/3/' }, '/1/2/')).toBe(false);
    expect(holdsAt({ regionPath: null }, '/1/2/')).toBe(true);
  });
});

describe('names on papers', () => {
  const step = (level: Level, name: string) => ({ level, name });
  const above = [step(Level.City, '晋城市'), step(Level.County, '阳城县')];
  const township = step(Level.Township, '蟒河镇');

  it('call a village with its township', () => {
    expect(placeName([...above, township, step(Level.Village, '台头村')])).toBe('蟒河镇台头村');
    expect(placeName([...above, township])).toBe('蟒河镇');
    expect(placeName(above)).toBe('阳城县');
    expect(placeName([...above, step(Level.Unit, '第一中学')])).toBe('第一中学');
    expect(placeName([...above, township, step(Level.Unit, '蟒河镇中心小学')])).toBe('蟒河镇中心小学');
  });

  it('take the township for the issuer until somebody says otherwise', () => {
    const named = { name: '蟒河镇防范电信网络诈骗工作领导小组', stationName: '蟒河镇派出所', stationPhone: '110' };
    expect(defaultIssuer([...above, township, step(Level.Village, '台头村')])).toEqual(named);
    expect(defaultIssuer([...above, step(Level.Unit, '第一中学')])).toMatchObject({ stationName: '阳城县公安局' });
  });
});
