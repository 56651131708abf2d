import * as fc from 'fast-check';
import { aPaperVersion } from '../../../test/builders';
import { dateInWords, renderDocument, unknownVariables } from './document.rules';
import { keptPapers, placeOf, versionAt } from './papers.rules';

const { content } = aPaperVersion();

describe('a text with its variables', () => {
  it('is filled in everywhere, and has a line to write on where a value is missing', () => {
    const { salutation, sections, statement } = renderDocument(content, {
      place: '蟒河镇台头村',
      name: '王木生',
      date: ' ',
    });
    expect(salutation).toBe('致蟒河镇台头村居民：');
    expect(sections[0]?.paragraphs).toEqual(['有疑问找____。']);
    expect(statement).toBe('我已听懂，王木生，____。');
  });

  it('knows no other variables, and fills each in once', () => {
    const strange = { ...content, title: '{toString}{constructor}{place}' };
    expect(renderDocument(strange, { place: '{name}', name: '甲' }).title).toBe('____ ____{name}'.replace(' ', ''));
  });

  it('tells which variables stand for nothing', () => {
    expect(unknownVariables('{place}{name}{stationPhone}')).toEqual([]);
    expect(unknownVariables('{Place} {x} {一}')).toEqual(['Place', 'x']);
  });

  it('stays as it is without braces', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !/[{}]/.test(text)),
        (statement) => expect(renderDocument({ ...content, statement }, {}).statement).toBe(statement),
      ),
    );
  });

  it('writes the day of signing as papers do, in China', () => {
    expect(dateInWords(Date.parse('2026-11-21T16:30:00Z'))).toBe('2026年11月22日');
  });
});

describe('the papers on the phone', () => {
  const place = {
    regionId: 5,
    place: '蟒河镇台头村',
    issuerId: null,
    issuer: '蟒河镇防诈办',
    station: '蟒河派出所',
    stationPhone: '110',
    versions: [{ templateKey: 'notice.resident', versionId: 'new' }],
  };
  const before = keptPapers({ versions: [aPaperVersion({ id: 'old' })], places: [] }, null, 1);
  const kept = keptPapers({ versions: [aPaperVersion({ id: 'new' })], places: [place] }, before, 2);

  it('find the version that holds at a place', () => {
    expect(versionAt(kept, placeOf(kept, 5), 'notice.resident')?.id).toBe('new');
    expect(versionAt(kept, placeOf(kept, 5), 'pledge.resident')).toBeUndefined();
    expect(placeOf(kept, 6)).toBeUndefined();
    expect(placeOf(kept, undefined)?.regionId).toBe(5);
  });

  it('remember what a replaced version was a version of', () => {
    expect(kept.templates).toEqual({ old: 'notice.resident', new: 'notice.resident' });
  });
});
