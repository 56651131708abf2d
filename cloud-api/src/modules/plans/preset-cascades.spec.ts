import { describe, expect, it } from '@jest/globals';
import type { Role } from '../../common/auth/index.js';
import { GroupReach } from './dictionary.js';
import type { PlanCascade, PlanGroupKind, PlanGroupRole } from './plan.document.js';
import { loadPresets } from './presets.js';

const cascadeOf = (preset: string): PlanCascade => loadPresets().get(preset)!.cascade!;
const kindOf = (preset: string, key: string): PlanGroupKind =>
  cascadeOf(preset).groupKinds.find((kind) => kind.key === key)!;

/** The words of the plan in their order, each once. */
const words = (people: readonly PlanGroupRole[]) => [...new Set(people.map(({ name }) => name))].join('、');
const chainNames = (preset: string, { chains }: PlanGroupKind) =>
  chains.map((key) => cascadeOf(preset).chains.find((chain) => chain.key === key)!.name).join('/');

interface Row {
  chain: string;
  level: number;
  members: string;
  pushers: string;
  supervisors: string;
}

const rowOf = (preset: string, kind: PlanGroupKind): Row => ({
  chain: chainNames(preset, kind),
  level: kind.level,
  members: words(kind.members),
  pushers: words(kind.pushers),
  supervisors: words(kind.supervisors),
});

/** The table of 蟒发〔2021〕49号, 五(二), row by row: whose chain, level, who is in the group, who pushes, who supervises. */
const tableOfManghe: [key: string, ...row: [string, number, string, string, string]][] = [
  [
    'command',
    '村/校/单位',
    0,
    '组长、副组长、派出所所长、各村主要负责人、各单位主要负责人、各单位分管领导、联络员',
    '领导小组办公室',
    '',
  ],
  ['township', '村/校', 1, '镇主要领导、镇分管领导、派出所长、村主干、校长', '镇分管领导', '镇主要领导、派出所长'],
  ['village', '村', 2, '镇分管领导、村主干、村民小组长、片警', '村主干', '镇分管领导、片警'],
  ['school', '校', 2, '镇分管领导、校长、教师、片警', '校长', '镇分管领导、片警'],
  ['group', '村', 3, '村主干、村民小组长、村民、片警', '村民小组长', '村主干、片警'],
  ['class', '校', 3, '校长、班主任、家长、片警', '班主任', '校长、片警'],
  ['unit', '单位', 1, '主要领导、分管领导、中层、职工、片警', '单位分管领导', '主要领导、片警'],
  ['section', '单位', 2, '分管领导、科室负责人、企业、管辖对象负责人、片警', '科室负责人', '分管领导、片警'],
  ['enterprise', '单位', 3, '科室负责人、企业负责人、企业员工、片警', '企业负责人', '科室负责人、片警'],
];

/** What post each word of the table means, wherever it stands. */
const postsOfWord: Record<string, (Role | null)[]> = {
  组长: ['township_chief'],
  副组长: ['township_leader'],
  派出所所长: ['police_chief'],
  各村主要负责人: ['village_head'],
  各单位主要负责人: ['school_head', 'unit_head'],
  各单位分管领导: ['unit_deputy'],
  联络员: ['liaison'],
  领导小组办公室: ['township_office'],
  镇主要领导: ['township_chief'],
  镇分管领导: ['township_leader'],
  派出所长: ['police_chief'],
  村主干: ['village_head'],
  村民小组长: ['group_leader'],
  片警: ['police', 'auxiliary_police'],
  校长: ['school_head'],
  教师: ['teacher'],
  班主任: ['teacher'],
  主要领导: ['unit_head'],
  分管领导: ['unit_deputy'],
  单位分管领导: ['unit_deputy'],
  中层: ['section_head'],
  科室负责人: ['section_head'],
  企业负责人: ['unit_head'],
  '企业、管辖对象负责人': ['unit_head'],
  村民: [null],
  家长: [null],
  职工: [null],
  企业员工: [null],
};

describe('蟒河镇', () => {
  it.each(tableOfManghe)('has the group %s of its table', (key, chain, level, members, pushers, supervisors) => {
    expect(rowOf('manghe', kindOf('manghe', key))).toEqual({ chain, level, members, pushers, supervisors });
  });

  it('has no other groups', () => {
    expect(cascadeOf('manghe').groupKinds.map(({ key }) => key)).toEqual(tableOfManghe.map(([key]) => key));
  });

  it('means the same posts by the same word in every group', () => {
    for (const { pushers, supervisors, members } of cascadeOf('manghe').groupKinds) {
      for (const people of [pushers, supervisors, members]) {
        for (const word of new Set(people.map(({ name }) => name))) {
          expect([word, people.filter(({ name }) => name === word).map(({ role }) => role)]).toEqual([
            word,
            postsOfWord[word],
          ]);
        }
      }
    }
  });

  it('sends from the 指挥群 into the village chain, the school chain and each unit of its own', () => {
    const way = (key: string): string[] => {
      const { upper } = kindOf('manghe', key);
      return upper === null ? [key] : [...way(upper), key];
    };
    expect(way('group')).toEqual(['command', 'township', 'village', 'group']);
    expect(way('class')).toEqual(['command', 'township', 'school', 'class']);
    expect(way('enterprise')).toEqual(['command', 'unit', 'section', 'enterprise']);
  });

  it('has one group for each place of its sort, and reaches villagers, families and staff at the ends', () => {
    expect(cascadeOf('manghe').groupKinds.map(({ key, place, reaches }) => [key, place, reaches])).toEqual([
      ['command', 'township', null],
      ['township', 'township', null],
      ['village', 'village', null],
      ['school', 'school', null],
      ['group', 'group', 'residents'],
      ['class', 'class', 'families'],
      ['unit', 'unit', null],
      ['section', 'unit', null],
      ['enterprise', 'subunit', 'staff'],
    ]);
  });

  it('finds its people from where they are: those of the place itself, leaders above it, those they lead below', () => {
    const reachOf = (key: string) =>
      Object.fromEntries(kindOf('manghe', key).members.map(({ name, reach }) => [name, reach]));
    expect(reachOf('village')).toEqual({ 镇分管领导: 'above', 村主干: 'here', 村民小组长: 'below', 片警: 'above' });
    expect(reachOf('class')).toEqual({ 校长: 'above', 班主任: 'here', 家长: 'here', 片警: 'above' });
    expect(reachOf('enterprise')).toEqual({
      科室负责人: 'above',
      企业负责人: 'here',
      企业员工: 'here',
      片警: 'above',
    });
  });

  it('has its groups built by 5-18', () => {
    const { milestones, cascade } = loadPresets().get('manghe')!;
    expect(milestones.find(({ key }) => key === cascade!.builtBy)!.due).toBe('2021-05-18');
  });
});

describe('泾县', () => {
  it('has its 民辅警 push to the 居（村）委会, and those people into every registered group with one in charge', () => {
    const rows = cascadeOf('jingxian').groupKinds.map(({ key, upper, pushers }) => [key, upper, words(pushers)]);
    expect(rows).toEqual([
      ['committee', null, '社区（村）民辅警'],
      ['residents', 'committee', '居（村）委会工作人员'],
      ['unit', 'committee', '群负责人'],
      ['school', 'committee', '群负责人'],
    ]);
    for (const { key, members } of cascadeOf('jingxian').groupKinds.slice(1)) {
      expect([key, members.filter(({ name }) => name === '群负责人').length]).toEqual([key, 1]);
    }
  });

  it('has its groups built by 2-28', () => {
    const { milestones, cascade } = loadPresets().get('jingxian')!;
    expect(milestones.find(({ key }) => key === cascade!.builtBy)!.due).toBe('2021-02-28');
  });
});

describe.each([...loadPresets().keys()])('%s', (preset) => {
  it('can warn villagers down a chain, and prints how long each step may take, when it is quiet and who is told', () => {
    const { groupKinds, serviceMinutes, quietHours, escalation } = cascadeOf(preset);
    expect(groupKinds.map(({ reaches }) => reaches)).toContain(GroupReach.Residents);
    expect(serviceMinutes).toEqual({ critical: 30, urgent: 120, normal: 1440 });
    expect(quietHours).toEqual({ from: '22:00', until: '07:00' });
    expect(escalation).toEqual({
      steps: [
        { afterPercent: 50, tell: ['pusher'] },
        { afterPercent: 100, tell: ['pusher', 'supervisor'] },
        { afterPercent: 150, tell: ['supervisor', 'office'] },
      ],
      repeatPercent: 100,
      repeats: 3,
    });
    const readings = loadPresets()
      .get(preset)!
      .readings.map(({ key }) => key);
    expect(readings).toEqual(expect.arrayContaining(['service_minutes', 'quiet_hours', 'escalation', 'one_push']));
  });

  it('has its pushers and supervisors in the group themselves', () => {
    const posts = (people: readonly PlanGroupRole[]) => people.map(({ role, reach }) => `${role} ${reach}`);
    for (const { level, pushers, supervisors, members } of cascadeOf(preset).groupKinds) {
      if (level === 0) continue;
      expect(posts(members)).toEqual(expect.arrayContaining(posts([...pushers, ...supervisors])));
    }
  });
});
