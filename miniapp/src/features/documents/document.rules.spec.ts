import * as fc from 'fast-check';
import {
  contentOf,
  faultsOf,
  formOf,
  isSame,
  LONGEST,
  newestOf,
  shortHash,
  shownTemplates,
  sizeText,
  type Content,
  type Template,
} from './document.rules';

const line = fc
  .string({ minLength: 1, maxLength: 40 })
  .map((text) => text.replace(/[\r\n]/g, ' ').trim())
  .filter((text) => text !== '');
const content: fc.Arbitrary<Content> = fc.record({
  schema: fc.constant(1 as const),
  title: line,
  salutation: fc.oneof(line, fc.constant('')),
  sections: fc.array(
    fc.record({ heading: fc.oneof(line, fc.constant('')), paragraphs: fc.array(line), items: fc.array(line) }),
  ),
  statement: line,
  agreement: line,
  dataNotice: line,
});

const PAPER: Content = {
  schema: 1,
  title: '告知书',
  salutation: '致{place}的乡亲：',
  sections: [{ heading: '', paragraphs: ['不轻信。'], items: ['先打 96110'] }],
  statement: '我已听懂。',
  agreement: '约定。',
  dataNotice: '说明。',
};

describe('the form of a text', () => {
  it('gives back the text that it was made of', () => {
    fc.assert(
      fc.property(content, (text) => {
        expect(contentOf(formOf(text))).toEqual(text);
        expect(isSame(text, structuredClone(text))).toBe(true);
      }),
    );
  });

  it('drops empty lines and blanks around', () => {
    const form = { ...formOf(PAPER), sections: [{ heading: ' 一 ', paragraphs: ' 甲\n\n 乙 \n', items: '' }] };
    expect(contentOf(form).sections).toEqual([{ heading: '一', paragraphs: ['甲', '乙'], items: [] }]);
  });

  it('tells two texts apart', () => {
    expect(isSame(PAPER, { ...PAPER, statement: '我已听懂，同意。' })).toBe(false);
  });
});

describe('what is wrong with a text', () => {
  const faults = (patch: Partial<Content>) => Object.keys(faultsOf(formOf({ ...PAPER, ...patch })));

  it('is nothing for one that is whole', () => {
    expect(faults({})).toEqual([]);
  });

  it('is said by field', () => {
    expect(faults({ title: '', statement: ' ' })).toEqual(['title', 'statement']);
    expect(faults({ sections: [] })).toEqual(['sections']);
    expect(faults({ sections: [{ heading: '空', paragraphs: [], items: [] }] })).toEqual(['sections.0.paragraphs']);
    expect(faults({ salutation: '致{palce}：' })).toEqual(['salutation']);
    expect(faults({ title: '长'.repeat(LONGEST.title + 1) })).toEqual(['title']);
    const items = [...Array<string>(LONGEST.items + 1)].map((_, index) => `第${index}条`);
    expect(faults({ sections: [{ heading: '', paragraphs: [], items }] })).toEqual(['sections.0.items']);
  });
});

describe('the templates of a place', () => {
  const template = (templateKey: string, fields: Partial<Template> = {}): Template => ({
    id: templateKey,
    templateKey,
    kind: 'notice',
    regionId: null,
    regionName: null,
    title: '',
    holds: true,
    mayEdit: false,
    revision: 1,
    draft: null,
    versions: [],
    ...fields,
  });

  it('are those that hold there, and what the place is writing', () => {
    const items = [
      template('pledge.resident', { kind: 'pledge' }),
      template('notice.resident', { id: 'above', holds: false, regionId: 1 }),
      template('notice.resident', { id: 'own', holds: false, regionId: 7 }),
      template('notice.business'),
    ];
    expect(shownTemplates(items, 7).map(({ id }) => id)).toEqual(['own', 'notice.business', 'pledge.resident']);
  });

  it('have their newest version first', () => {
    expect(newestOf(template('x'))).toBeUndefined();
  });
});

describe('small words', () => {
  it('show a hash and a size', () => {
    expect(shortHash('3f2a91bc04de77aa')).toBe('3f2a 91bc 04de');
    expect([sizeText(10), sizeText(600_000), sizeText(2_500_000)]).toEqual(['1 KB', '586 KB', '2.4 MB']);
  });
});
