import { describe, expect, it } from '@jest/globals';
import type { Role } from '../../common/auth/index.js';
import { RosterField } from './roster-fields.rules.js';
import { RosterPlaces } from './roster-places.rules.js';
import { readRosterRow } from './roster-rows.rules.js';

const places = new RosterPlaces(
  [
    { id: 2, level: 'township', name: '蟒河镇', path: '/1/2/', parentId: 1 },
    { id: 3, level: 'village', name: '台头村', path: '/1/2/3/', parentId: 2 },
    { id: 9, level: 'unit', name: '中心小学', path: '/1/2/9/', parentId: 2 },
    { id: 10, level: 'unit', name: '市场监管所', path: '/1/2/10/', parentId: 2 },
  ],
  { id: 2, level: 'township' },
);

function read(role: string, place: string) {
  const cells: Partial<Record<string, string>> = {
    [RosterField.Name]: '张三',
    [RosterField.Role]: role,
    [RosterField.Place]: place,
  };
  const row = readRosterRow(
    (field) => cells[field] ?? null,
    (wanted, written) => places.find(wanted, written),
    '2026-11-20',
  );
  return { posts: row.posts, rules: row.problems.filter(({ level }) => level === 'bad').map(({ rule }) => rule) };
}

describe('a word that stands for two posts', () => {
  it.each<[string, string, Role, number]>([
    ['分管领导', '市场监管所', 'unit_deputy', 10],
    ['分管领导', '蟒河镇', 'township_leader', 2],
    ['分管领导', '', 'township_leader', 2],
    ['分管领导', '蟒河镇人民政府', 'township_leader', 2],
    ['主要领导', '市场监管所', 'unit_head', 10],
    ['主要领导', '蟒河镇', 'township_chief', 2],
    ['第一责任人', '台头村', 'village_head', 3],
    ['第一责任人', '市场监管所', 'unit_head', 10],
    ['具体责任人', '台头村委会', 'village_head', 3],
  ])('%s at %j is %s', (word, place, role, regionId) => {
    expect(read(word, place)).toEqual({ posts: [{ role, regionId }], rules: [] });
  });

  it('gives nobody a post of the township for a unit that is not known', () => {
    expect(read('分管领导', '无名站')).toEqual({ posts: [], rules: ['unknown_unit'] });
  });
});

describe('several posts in one row', () => {
  it('are each put where they belong', () => {
    expect(read('校长、联络员', '中心小学').posts).toEqual([
      { role: 'school_head', regionId: 9 },
      { role: 'liaison', regionId: 9 },
    ]);
  });
});
