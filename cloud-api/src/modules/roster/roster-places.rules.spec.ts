import { describe, expect, it } from '@jest/globals';
import { Role } from '../../common/auth/index.js';
import { type RosterPlace, RosterPlaces, type WrittenPlace } from './roster-places.rules.js';

const place = (id: number, level: string, name: string, path: string): RosterPlace => ({
  id,
  level,
  name,
  path,
  parentId: Number(path.split('/').at(-3)),
});
const manghe = [
  place(2, 'township', '蟒河镇', '/1/2/'),
  place(3, 'village', '台头村', '/1/2/3/'),
  place(4, 'grid', '第一网格', '/1/2/3/4/'),
  place(5, 'grid', '第二网格', '/1/2/3/5/'),
  place(6, 'group', '第三村民组', '/1/2/3/6/'),
  place(7, 'village', '蟒河村', '/1/2/7/'),
  place(8, 'grid', '第一网格', '/1/2/7/8/'),
  place(9, 'unit', '蟒河中心小学', '/1/2/9/'),
  place(10, 'unit', '市场监管所', '/1/2/10/'),
  place(11, 'unit', '好再来饭店', '/1/2/10/11/'),
];
const other = [place(12, 'township', '河北镇', '/1/12/'), place(13, 'village', '台头村', '/1/12/13/')];
const nothing: WrittenPlace = { township: '', village: '', grid: '', group: '', unit: '', place: '' };
const township = new RosterPlaces(manghe, { id: 2, level: 'township' });
const county = new RosterPlaces([place(1, 'county', '阳城县', '/1/'), ...manghe, ...other], { id: 1, level: 'county' });
const village = new RosterPlaces(
  manghe.filter(({ path }) => path.startsWith('/1/2/3/')),
  { id: 3, level: 'village' },
);
const found = (places: RosterPlaces, role: Role, written: Partial<WrittenPlace>) => {
  const match = places.find(role, { ...nothing, ...written });
  return 'fault' in match ? match.fault : match.regionId;
};

describe('where a post is', () => {
  it.each<[Role, Partial<WrittenPlace>, number | string]>([
    ['grid_worker', { village: '台头村', grid: '第一网格' }, 4],
    ['grid_worker', { village: '台头', grid: '2' }, 5],
    ['grid_worker', { place: '蟒河镇台头村第二网格' }, 5],
    ['grid_worker', { grid: '台头村第一网格' }, 4],
    ['grid_worker', { village: '蟒河村' }, 8],
    ['grid_worker', { village: '台头村' }, 'grid_missing'],
    ['grid_worker', { village: '台头村', grid: '第九网格' }, 'unknown_grid'],
    ['grid_worker', { grid: '第一网格' }, 'village_missing'],
    ['grid_worker', { village: '无名村', grid: '第一网格' }, 'unknown_village'],
    ['grid_chief', { village: '台头村' }, 3],
    ['grid_chief', { village: '台头村', grid: '第二网格' }, 5],
    ['village_head', { place: '台头村委会' }, 3],
    ['village_head', { place: '蟒河镇' }, 'village_missing'],
    ['group_leader', { village: '台头村', group: '三组' }, 6],
    ['group_leader', { place: '台头村第三村民小组' }, 6],
    ['group_leader', { village: '台头村' }, 'group_missing'],
    ['group_leader', { village: '台头村', group: '九组' }, 'unknown_group'],
    ['police', {}, 2],
    ['police', { place: '蟒河派出所' }, 2],
    ['police', { village: '蟒河村' }, 7],
    ['auxiliary_police', { village: '台头村', grid: '第一网格' }, 4],
    ['township_office', { place: '镇综治办' }, 2],
    ['township_leader', {}, 2],
    ['county_office', {}, 'role_not_here'],
    ['teacher', { unit: '蟒河中心小学' }, 9],
    ['teacher', { place: '蟒河中心小学' }, 9],
    ['teacher', { unit: '无名小学' }, 'unknown_unit'],
    ['teacher', {}, 'unit_missing'],
    ['teacher', { village: '台头村' }, 3],
    ['school_head', { unit: '蟒河中心小学' }, 9],
    ['school_head', { village: '台头村' }, 'unit_missing'],
    ['unit_head', { place: '蟒河镇市场监管所' }, 10],
    ['unit_head', { place: '好再来饭店' }, 11],
    ['unit_deputy', { unit: '无名单位' }, 'unknown_unit'],
    ['section_head', {}, 'unit_missing'],
    ['unit_deputy', { place: '蟒河镇人民政府' }, 'unit_missing'],
    ['unit_deputy', { place: '镇综治办' }, 'unit_missing'],
    ['liaison', { place: '市场监管所' }, 10],
    ['liaison', { village: '台头村' }, 3],
    ['liaison', {}, 'unit_missing'],
    ['township_chief', { place: '蟒河镇人民政府' }, 2],
    ['police_chief', { place: '蟒河派出所' }, 2],
  ])('in a township, of a %s at %j: %s', (role, written, expected) => {
    expect(found(township, role, written)).toBe(expected);
  });

  it.each<[Role, Partial<WrittenPlace>, number | string]>([
    ['county_office', {}, 1],
    ['township_office', {}, 'township_missing'],
    ['township_office', { township: '河北镇' }, 12],
    ['township_office', { township: '蟒河' }, 2],
    ['township_office', { township: '无名镇' }, 'unknown_township'],
    ['village_head', { village: '台头村' }, 'unknown_village'],
    ['village_head', { township: '河北镇', village: '台头村' }, 13],
    ['village_head', { place: '河北镇台头村' }, 13],
    ['grid_worker', { place: '蟒河镇台头村一网格' }, 4],
  ])('in a county, of a %s at %j: %s', (role, written, expected) => {
    expect(found(county, role, written)).toBe(expected);
  });

  it('in a village, nobody is of the township', () => {
    expect(found(village, Role.TownshipOffice, {})).toBe('role_not_here');
    expect(found(village, Role.GridWorker, { township: '蟒河镇', grid: '第一网格' })).toBe(4);
  });
});
