import { describe, expect, it } from '@jest/globals';
import { suggestByHeads } from '../imports/index.js';
import { Role, roleLabels } from '../../common/auth/index.js';
import { rolesOfWord, rosterFaults, rosterHeads, wordsOf } from './roster-fields.rules.js';

describe('a word for a post', () => {
  it.each([
    ['网格员', 'grid_worker'],
    ['专职网格员', 'grid_worker'],
    ['网格长', 'grid_chief'],
    ['村主干', 'village_head'],
    ['村支书', 'village_head'],
    ['村主任', 'village_head'],
    ['社区书记', 'village_head'],
    ['村支部书记兼主任', 'village_head'],
    ['民警', 'police'],
    ['片警', 'police'],
    ['派出所民警', 'police'],
    ['派出所所长', 'police_chief'],
    ['派出所长', 'police_chief'],
    ['派出所副所长', 'police'],
    ['辅警', 'auxiliary_police'],
    ['综治办', 'township_office'],
    ['综治办主任', 'township_office'],
    ['镇领导', 'township_leader'],
    ['镇主要领导', 'township_chief'],
    ['镇党委书记', 'township_chief'],
    ['镇长', 'township_chief'],
    ['街道办事处主任', 'township_chief'],
    ['镇分管领导', 'township_leader'],
    ['镇党委副书记', 'township_leader'],
    ['副镇长', 'township_leader'],
    ['包村领导', 'township_leader'],
    ['校长', 'school_head'],
    ['幼儿园园长', 'school_head'],
    ['学校负责人', 'school_head'],
    ['副校长', 'unit_deputy'],
    ['单位主要负责人', 'unit_head'],
    ['企业负责人', 'unit_head'],
    ['院长', 'unit_head'],
    ['单位分管领导', 'unit_deputy'],
    ['科长', 'section_head'],
    ['科室负责人', 'section_head'],
    ['中层干部', 'section_head'],
    ['联络员', 'liaison'],
    ['反诈联络员', 'liaison'],
    ['村民小组长', 'group_leader'],
    ['组长', 'group_leader'],
    ['班主任', 'teacher'],
    ['教师', 'teacher'],
    ['县平安办', 'county_office'],
    ['网 格 员（兼）', 'grid_worker'],
    ['书记', null],
    ['主任', null],
    ['宣讲员', null],
    ['网格', null],
    ['', null],
  ])('%s is %s', (word, role) => {
    expect(rolesOfWord(word)).toEqual(role === null ? [] : [role]);
  });

  it.each([
    ['主要领导', ['unit_head', 'township_chief']],
    ['分管领导', ['unit_deputy', 'township_leader']],
    ['第一责任人', ['unit_head', 'village_head']],
    ['具体责任人', ['unit_deputy', 'village_head']],
  ])('%s depends on whether the row names a unit', (word, roles) => {
    expect(rolesOfWord(word)).toEqual(roles);
  });

  it.each(Object.values(Role))('%s is read by the label that we write ourselves', (role) => {
    expect(rolesOfWord(roleLabels[role])).toEqual([role]);
  });

  it('stands beside others', () => {
    expect(wordsOf('网格员、村民小组长')).toEqual(['网格员', '村民小组长']);
    expect(wordsOf('网格员兼组长')).toEqual(['网格员', '组长']);
    expect(wordsOf('村支部书记兼主任')).toEqual(['村支部书记兼主任']);
    expect(wordsOf(' / ')).toEqual([]);
  });
});

describe('the columns of a roster', () => {
  const fields = (heads: string[]) =>
    suggestByHeads(heads, rosterHeads).map(({ column, field }) => `${column} ${field}`);

  it('are known by their heads', () => {
    expect(
      fields(['序号', '姓名', '联系电话', '职务', '所属村', '所在网格', '村民小组', '培训日期', '结对民警']),
    ).toEqual(['1 name', '2 phone', '3 role', '4 village', '5 grid', '6 group', '7 trained', '8 police']);
    expect(fields(['姓 名', '手机号码（11位）', '人员类别', '工作单位', '民警电话', '乡镇'])).toEqual([
      '0 name',
      '1 phone',
      '2 role',
      '3 place',
      '5 township',
    ]);
  });

  it('need a name and a post, each once', () => {
    expect(rosterFaults([{ field: 'phone' }]).map(({ rule }) => rule)).toEqual([
      'name_column_required',
      'role_column_required',
    ]);
    expect(rosterFaults([{ field: 'name' }, { field: 'role' }, { field: 'name' }])).toEqual([
      { field: 'columns.2.field', rule: 'once' },
    ]);
  });
});
