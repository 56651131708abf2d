import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Role } from '../../common/auth/index.js';
import { officialPlaces } from '../regions/index.js';
import { type ChainPlace, CountingRequirement, DoorKind, PaperSigners, ResidentTag } from './dictionary.js';
import type { PlanChain, PlanDocument, PlanPaper } from './plan.document.js';
import { checkDocument } from './plan-validation.js';
import { startedOn } from './plan.rules.js';
import { checkFile, loadPresets, presetFiles } from './presets.js';

const aPaper = (): PlanPaper => ({
  template: 'notice.resident',
  doorKinds: ['household'],
  signers: 'household',
  tag: null,
});
const aChain = (): PlanChain => ({ ...loadPresets().get('qiaomu')!.chains[0]!, due: null });
const jingxian = () => structuredClone(loadPresets().get('jingxian')!);

describe('the founding plans', () => {
  it('are all valid', () => {
    expect([...loadPresets().keys()]).toEqual(['fengling', 'gangkou', 'jingxian', 'manghe', 'qiaomu']);
  });

  it.each([...loadPresets().values()])(
    '$place.name bears its official code, and its readings end in sentences',
    (plan) => {
      expect(officialPlaces(plan.place.code).some(({ name }) => name === plan.place.name)).toBe(true);
      for (const { text } of plan.readings) expect(text).toMatch(/。$/);
    },
  );

  it.each([...loadPresets().values()])('$place.name stays valid whichever day it is started on', (plan) => {
    for (const startsOn of ['2024-02-29', '2026-12-31'])
      expect(checkDocument(startedOn(plan, startsOn)).errors).toEqual([]);
  });

  it('泾县 runs as its paper says', () => {
    const { window, milestones, rounds, counting } = jingxian();
    expect(window).toEqual({ startsOn: '2021-01-10', endsOn: '2021-03-31' });
    expect(milestones.map(({ due }) => due)).toEqual(['2021-01-31', '2021-02-28', '2021-03-31']);
    expect(rounds.map(({ name, until }) => [name, until])).toEqual([
      ['首次', '2021-03-31'],
      ['常态', null],
    ]);
    expect(counting.requires).toEqual(['face_to_face', 'topic_taught', 'trained_visitor']);
  });

  it('蟒河镇 names its two dates and has no end', () => {
    const manghe = loadPresets().get('manghe')!;
    expect(manghe.window.endsOn).toBeNull();
    expect(manghe.milestones.map(({ due }) => due)).toEqual(['2021-05-12', '2021-05-18']);
  });

  it('乔木乡 goes along streets, houses and enterprises every month until the year ends', () => {
    const { rounds, milestones, counting, window } = loadPresets().get('qiaomu')!;
    expect(rounds.map(({ until }) => until?.slice(5))).toEqual([
      '05-31',
      '06-30',
      '07-31',
      '08-31',
      '09-30',
      '10-31',
      '11-30',
      '12-31',
    ]);
    expect(milestones.map(({ due }) => due)).toEqual(['2023-05-19', '2023-05-31', '2023-06-10', '2023-12-31']);
    expect(counting.doorKinds).toEqual(['household', 'individual_business', 'enterprise']);
    expect(counting.requires).toEqual(['face_to_face']);
    expect(window.endsOn).toBe('2023-12-31');
  });

  it('凤岭街道 enters every household, first by the end of the year', () => {
    const { rounds, milestones, window } = loadPresets().get('fengling')!;
    expect(rounds.map(({ until }) => until)).toEqual(['2022-12-31', null]);
    expect(milestones.map(({ due }) => due)).toEqual(['2022-11-15', '2022-12-31']);
    expect(window.endsOn).toBeNull();
  });

  it('港口镇 hands its leaflets to every registered household once, whether or not anybody is taught', () => {
    const { rounds, audiences, counting } = loadPresets().get('gangkou')!;
    expect(rounds.map(({ from, until }) => [from, until])).toEqual([['2021-04-13', '2021-12-31']]);
    expect(audiences[0]).toMatchObject({ unit: 'door', match: { doorKind: 'household' } });
    expect(counting.requires).toEqual(['resident_present']);
  });
});

describe('papers', () => {
  it('蟒河镇 has every household sign both', () => {
    const { papers, chains } = loadPresets().get('manghe')!;
    const byHousehold = { doorKinds: ['household'], signers: 'household', tag: null };
    expect(papers).toEqual([
      { template: 'notice.resident', ...byHousehold },
      { template: 'pledge.resident', ...byHousehold },
    ]);
    expect(chains).toEqual([]);
  });

  it('乔木乡 sends its 责任书 down level by level, those of schools each term, and finance staff sign a 承诺书', () => {
    const { papers, chains } = loadPresets().get('qiaomu')!;
    expect(papers).toEqual([
      { template: 'pledge.finance', doorKinds: ['enterprise'], signers: 'tagged', tag: 'finance_staff' },
    ]);
    expect(chains.map(({ levels }) => levels.map(({ name }) => name).join('→'))).toEqual([
      '村干部→网格长→网格员',
      '企业负责人→管理层→员工',
      '工地负责人→项目负责人→员工',
      '校领导→处室负责人→教职工',
      '班主任→学生监护人',
      '院领导→科室负责人→科室成员',
    ]);
    expect(chains[0]!.levels.map(({ role }) => role)).toEqual(['village_head', 'grid_chief', 'grid_worker']);
    expect(chains.filter(({ everyTerm }) => everyTerm).map(({ key }) => key)).toEqual(['school', 'class']);
    expect(new Set(chains.map(({ due }) => due))).toEqual(new Set(['2023-05-31']));
  });

  it.each(['jingxian', 'fengling', 'gangkou'])('%s asks for none', (key) => {
    expect(loadPresets().get(key)).toMatchObject({ papers: [], chains: [] });
  });
});

describe('the schema', () => {
  const accepts = (change: (document: PlanDocument) => void) => {
    const document = jingxian();
    change(document);
    return checkDocument(document).document !== null;
  };

  it('knows the words of the dictionary and no others', () => {
    expect(accepts((document) => (document.counting.doorKinds = Object.values(DoorKind)))).toBe(true);
    expect(accepts((document) => (document.counting.requires = Object.values(CountingRequirement)))).toBe(true);
    for (const tag of Object.values(ResidentTag)) {
      expect(accepts((document) => (document.audiences[0]!.match = { tag }))).toBe(true);
    }
    for (const signers of Object.values(PaperSigners)) {
      expect(
        accepts(({ papers }) => papers.push({ ...aPaper(), signers, tag: signers === 'tagged' ? 'elderly' : null })),
      ).toBe(true);
    }
    for (const role of Object.values(Role)) {
      expect(
        accepts(({ chains }) =>
          chains.push({
            ...aChain(),
            levels: [
              { name: '上', role },
              { name: '下', role: null },
            ],
          }),
        ),
      ).toBe(true);
    }
    expect(accepts((document) => document.counting.doorKinds.push('school' as DoorKind))).toBe(false);
    expect(accepts((document) => document.counting.requires.push('signed' as CountingRequirement))).toBe(false);
    expect(accepts((document) => (document.audiences[0]!.match = { tag: 'tall' as ResidentTag }))).toBe(false);
  });
});

/** 泾县 with papers and chains of its own. */
const withPapers = (document: PlanDocument, ...papers: Partial<PlanPaper>[]) =>
  (document.papers = papers.map((paper) => ({ ...aPaper(), ...paper })));
const withChains = (document: PlanDocument, ...chains: Partial<PlanChain>[]) =>
  (document.chains = chains.map((chain) => ({ ...aChain(), due: '2021-03-31', ...chain })));

const wrong: [string, string, (document: Record<string, never> & PlanDocument) => void][] = [
  ['window', 'required', (document) => Reflect.deleteProperty(document, 'window')],
  ['rounds.0.until', 'required', (document) => Reflect.deleteProperty(document.rounds[0]!, 'until')],
  ['colour', 'unknown_field', (document) => Object.assign(document, { colour: 'red' })],
  ['window.opens', 'unknown_field', (document) => Object.assign(document.window, { opens: '2021-01-10' })],
  ['window.startsOn', 'format', (document) => (document.window.startsOn = '2021-02-30')],
  ['window.endsOn', 'type', (document) => Object.assign(document.window, { endsOn: 20_210_331 })],
  [
    'audiences.0.match',
    'max_properties',
    (document) => Object.assign(document.audiences[0]!.match, { tag: 'elderly' }),
  ],
  ['name', 'pattern', (document) => (document.name = ' ')],
  ['source', 'pattern', (document) => (document.source = '第一行\n第二行')],
  ['schemaVersion', 'const', (document) => Object.assign(document, { schemaVersion: 2 })],
  ['rounds', 'min_items', (document) => (document.rounds = [])],
  ['window.endsOn', 'not_before_start', (document) => (document.window.endsOn = '2021-01-09')],
  ['rounds.0.until', 'not_before_start', (document) => (document.rounds[0]!.until = '2021-01-09')],
  ['rounds.0.from', 'inside_window', (document) => (document.rounds[0]!.from = '2021-01-09')],
  ['rounds.1.from', 'after_previous_round', (document) => (document.rounds[1]!.from = '2021-03-31')],
  ['rounds.1.from', 'after_previous_round', (document) => (document.rounds[0]!.until = null)],
  ['rounds.1.number', 'consecutive', (document) => (document.rounds[1]!.number = 3)],
  ['milestones.2.due', 'inside_window', (document) => (document.milestones[2]!.due = '2021-04-01')],
  ['audiences.1.key', 'unique', (document) => (document.audiences[1]!.key = document.audiences[0]!.key)],
  ['audiences.0.key', 'reserved', (document) => (document.audiences[0]!.key = 'all')],
  [
    'audiences.2.match.doorKind',
    'counted_kind',
    (document) => (document.counting.doorKinds = ['household', 'class', 'individual_business']),
  ],
  ['papers', 'required', (document) => Reflect.deleteProperty(document, 'papers')],
  ['chains', 'required', (document) => Reflect.deleteProperty(document, 'chains')],
  ['papers.0.template', 'pattern', (document) => withPapers(document, { template: 'letter.village' })],
  ['papers.0.template', 'pattern', (document) => withPapers(document, { template: 'notice' })],
  ['papers.0.doorKinds', 'min_items', (document) => withPapers(document, { doorKinds: [] })],
  [
    'papers.0.doorKinds.1',
    'counted_kind',
    (document) => {
      document.counting.doorKinds = ['household'];
      withPapers(document, { doorKinds: ['household', 'class'] });
    },
  ],
  ['papers.0.signers', 'enum', (document) => withPapers(document, { signers: 'anybody' as PaperSigners })],
  ['papers.0.tag', 'required_for_tagged', (document) => withPapers(document, { signers: 'tagged' })],
  ['papers.0.tag', 'only_for_tagged', (document) => withPapers(document, { tag: 'elderly' })],
  ['papers.1.template', 'unique', (document) => withPapers(document, {}, { doorKinds: ['individual_business'] })],
  ['chains.0.template', 'pattern', (document) => withChains(document, { template: 'notice.resident' })],
  ['chains.0.levels', 'min_items', (document) => withChains(document, { levels: [{ name: '上', role: null }] })],
  [
    'chains.0.levels.1.name',
    'unique',
    (document) => withChains(document, { levels: ['上', '上'].map((name) => ({ name, role: null })) }),
  ],
  ['chains.0.due', 'inside_window', (document) => withChains(document, { due: '2021-04-01' })],
  ['chains.0.due', 'inside_window', (document) => withChains(document, { due: '2021-01-09' })],
  ['chains.0.due', 'format', (document) => withChains(document, { due: '5-31' })],
  ['chains.0.place', 'enum', (document) => withChains(document, { place: 'county' as ChainPlace })],
  ['chains.1.key', 'unique', (document) => withChains(document, {}, {})],
];

describe('papers of one kind', () => {
  it('may be asked of a household and of each person with a tag', () => {
    const document = jingxian();
    withPapers(document, {}, { signers: 'tagged', tag: 'elderly' }, { signers: 'tagged', tag: 'returnee' });
    withChains(document, {}, { key: 'other', due: null });
    expect(checkDocument(document).errors).toEqual([]);
  });
});

describe('a wrong document', () => {
  it.each(wrong)('names %s (%s)', (at, rule, spoil) => {
    const document = jingxian();
    spoil(document as never);
    const { errors } = checkDocument(document);
    expect(errors.map((error) => [error.path, error.rule])).toContainEqual([at, rule]);
  });

  it.each([null, 1, 'text', [], [jingxian()]])('is not %j', (value) => {
    expect(checkDocument(value).document).toBeNull();
  });
});

describe('preset files', () => {
  let directory: string;
  beforeAll(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'wz-presets-'));
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  const file = (name: string, text: string) => {
    writeFileSync(path.join(directory, name), text);
    return path.join(directory, name);
  };

  it('that are not JSON, or not there, are wrong', () => {
    expect(checkFile(file('broken.json', '{')).errors).toMatchObject([{ rule: 'json' }]);
    expect(checkFile(path.join(directory, 'missing.json')).errors).toMatchObject([{ rule: 'json' }]);
  });

  it('need no code: a sixth plan is loaded as it stands', () => {
    const sixth = file('sixth.json', JSON.stringify({ ...jingxian(), key: 'sixth', name: '第六个方案' }));
    expect(loadPresets([...presetFiles(), sixth]).get('sixth')).toMatchObject({ name: '第六个方案' });
  });

  it('stop the boot when one is wrong or takes a key twice', () => {
    expect(() => loadPresets([file('empty.json', '{}')])).toThrow(/empty\.json.*window is missing/);
    expect(() => loadPresets([...presetFiles(), presetFiles()[0]!])).toThrow(/taken by another preset/);
  });
});
