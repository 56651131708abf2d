import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadPresets } from '../plans/index.js';
import { loadPapers } from './built-in-papers.js';
import { type DocumentContent, DocumentVariable } from './document.content.js';
import { blank, renderDocument } from './document.rules.js';

const papers = loadPapers();
const textOf = (content: Omit<DocumentContent, 'schema'>) =>
  [
    content.title,
    content.salutation,
    ...content.sections.flatMap(({ heading, paragraphs, items }) => [heading, ...paragraphs, ...items]),
    content.statement,
    content.agreement,
    content.dataNotice,
  ].join('\n');
const keysOf = (prefix: string) => [...papers].filter(([key]) => key.startsWith(prefix));

describe('the papers that come with the program', () => {
  it('are all there', () => {
    expect([...papers.keys()]).toEqual([
      'letter.class',
      'letter.enterprise',
      'letter.hospital',
      'letter.school',
      'letter.site',
      'letter.village',
      'notice.business',
      'notice.campus',
      'notice.resident',
      'pledge.business',
      'pledge.campus',
      'pledge.finance',
      'pledge.resident',
    ]);
  });

  it('hold every paper that a founding plan asks for', () => {
    const asked = [...loadPresets().values()].flatMap(({ papers: own, chains }) => [...own, ...chains]);
    expect(asked.length).toBeGreaterThan(5);
    for (const { template } of asked) expect(papers.has(template)).toBe(true);
  });

  it.each([...papers])('%s leaves nothing open when everything is known', (_, content) => {
    const values = Object.fromEntries(Object.values(DocumentVariable).map((name) => [name, `〔${name}〕`]));
    const rendered = textOf(renderDocument(content, values));
    expect(rendered).not.toMatch(/[{}]/);
    expect(rendered).not.toContain(blank);
    for (const name of ['name', 'date', 'issuer', 'station']) expect(rendered).toContain(`〔${name}〕`);
  });

  it.each([...papers])('%s says how signing here is meant, and what is kept', (_, { agreement, dataNotice }) => {
    for (const part of [
      '《中华人民共和国电子签名法》第三条',
      '第四条至第八条',
      '第十三条第二款',
      '“可靠的电子签名”',
      '纸质',
      '撤回',
    ])
      expect(agreement).toContain(part);
    for (const part of ['身份证号', '更正', '删除', '{issuer}']) expect(dataNotice).toContain(part);
  });

  it.each(keysOf('notice.'))('%s tells who informs, what to do and whom to call', (_, content) => {
    const text = textOf(content);
    for (const part of [
      '{issuer}',
      '96110',
      '110',
      '{station}',
      '{stationPhone}',
      '国家反诈中心',
      '验证码',
      '屏幕共享',
      '链接',
    ])
      expect(text).toContain(part);
    expect(content.statement).toContain('已经收到这份告知书');
    expect(content.statement).not.toContain('承诺');
    expect(content.agreement).toContain('只说明“已经告知”');
  });

  it('the 告知书 for residents names the ten types of the ministry', () => {
    const text = textOf(papers.get('notice.resident')!);
    for (const type of [
      '刷单返利',
      '投资理财',
      '购物',
      '客服',
      '贷款',
      '征信',
      '冒充领导、熟人',
      '冒充公安',
      '交朋友',
      '游戏',
    ])
      expect(text).toContain(type);
  });

  it.each(keysOf('pledge.'))('%s promises', (_, { statement }) => expect(statement).toContain('自愿承诺'));

  it.each(keysOf('letter.'))('%s names who gives it to whom, and for how long', (_, content) => {
    for (const name of ['superior', 'position', 'term', 'place']) expect(textOf(content)).toContain(`{${name}}`);
  });
});

describe('a wrong file', () => {
  let directory: string;
  beforeAll(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'wz-papers-'));
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  const file = (text: string) => {
    const name = path.join(directory, 'paper.json');
    writeFileSync(name, text);
    return [name];
  };
  const content = papers.get('notice.resident')!;
  const paper = (change: object, key = 'notice.sixth') =>
    file(JSON.stringify({ key, content: { ...content, ...change } }));

  it('of a sixth paper would need no code', () => {
    expect(loadPapers(paper({})).get('notice.sixth')).toEqual(content);
  });

  it.each([
    ['no JSON', () => file('{'), /paper\.json/],
    ['no key', () => file(JSON.stringify({ content })), /key/],
    ['a key of another kind', () => paper({}, 'poster.sixth'), /key format/],
    ['no title', () => paper({ title: '' }), /content\.title/],
    ['an unknown variable', () => paper({ statement: '{nobody}' }), /statement unknown_variable/],
    ['no section', () => paper({ sections: [] }), /sections required/],
    ['a field that nobody knows', () => paper({ colour: 'red' }), /content\.colour unknown_field/],
  ])('stops the boot: %s', (_, write, message) => {
    expect(() => loadPapers(write())).toThrow(message);
  });

  it('stops the boot: a key twice', () => {
    const [same] = paper({});
    expect(() => loadPapers([same!, same!])).toThrow(/taken by another paper/);
  });
});
