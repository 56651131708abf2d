import { smallNumber, squash, textOf } from './book-text.rules.js';

/** A village, grid or 村民小组. One place may be given several times, under every name it goes by. */
export interface BookPlace {
  id: number;
  name: string;
  level: string;
  parentId: number | null;
}

/** The villages of an import's scope by their names, each with its grids and groups. */
export interface PlaceIndex {
  villages: Names;
  grids: Map<number, Names>;
  groups: Map<number, Names>;
}
/** Which places go by a name: as it is written, in the common form, and without 村 or 社区. */
interface Names {
  ids: Set<number>;
  written: Map<string, Set<number>>;
  common: Map<string, Set<number>>;
  bare: Map<string, Set<number>>;
}

export type PlaceFault = 'unknown_village' | 'unknown_grid' | 'unknown_group' | 'grid_missing';
export type PlaceMatch =
  { villageId: number; gridId: number; groupId: number | null } | { fault: PlaceFault; villageId: number | null };

const committee = /(?:村民委员会|居民委员会|村委会|居委会|(?<=村|社区)委员会)$/;
const numeral = '[0-9]{1,3}|[〇零一二三四五六七八九十廿卅]{1,4}';
const ordinalGrid = new RegExp(`^(.*?)第?(${numeral})号?(?:网格|格)$`);
const gridOrdinal = new RegExp(`^(.*?)网格第?(${numeral})号?$`);
const ordinalGroup = new RegExp(
  `^(.*?)(?:村民)?第?(${numeral})号?(?:村民小组|居民小组|村民组|居民组|生产小?队|小组|组|队|社)$`,
);
const groupOrdinal = new RegExp(`^(.*?)(?:村民小组|村民组|小组|组)第?(${numeral})号?$`);

/** One form for all ways to write a place: 台头村委会 is 台头, 第1村民小组 is 1组, 网格一 is 1网格. */
export function normalisePlace(name: string): string {
  const plain = squash(textOf(name)).replace(committee, (word) => (word.startsWith('居') ? '社区' : '村'));
  for (const [form, unit] of forms) {
    const match = form.exec(plain);
    const number = match ? smallNumber(match[2]!) : null;
    if (match && number !== null) return `${normalisePlace(match[1]!)}${number}${unit}`;
  }
  const whole = plain.replace(/村村$/, '村').replace(/社区社区$/, '社区');
  const short = whole.length > 2 ? whole.replace(/村$/, '') : whole;
  // A village called 四格 is no fourth grid.
  return forms.some(([form]) => form.test(short)) ? whole : short;
}
const forms: [RegExp, string][] = [
  [ordinalGrid, '网格'],
  [gridOrdinal, '网格'],
  [ordinalGroup, '组'],
  [groupOrdinal, '组'],
];

export function indexPlaces(places: readonly BookPlace[]): PlaceIndex {
  const index: PlaceIndex = { villages: noNames(), grids: new Map(), groups: new Map() };
  const villageNames = new Map<number, string[]>();
  for (const { id, name, level } of places) {
    if (level !== 'village') continue;
    add(index.villages, id, name);
    villageNames.set(id, [...(villageNames.get(id) ?? []), name]);
  }
  for (const { id, name, level, parentId } of places) {
    if (parentId === null || (level !== 'grid' && level !== 'group')) continue;
    const names = namesOf(level === 'grid' ? index.grids : index.groups, parentId);
    add(names, id, name);
    for (const village of villageNames.get(parentId) ?? []) {
      const short = behindVillage(squash(textOf(name)), village);
      add(names, id, short === '' ? `${village}${name}` : short);
    }
  }
  return index;
}

/**
 * Where a household belongs. The village may be left out when the scope has one, the grid when the village has one; a group
 * stands beside the grids and does not tell which of them.
 */
export function matchPlaces(index: PlaceIndex, written: { village: string; grid: string; group: string }): PlaceMatch {
  const villageId = written.village === '' ? only(index.villages.ids) : findVillage(index.villages, written.village);
  if (villageId === null) return { fault: 'unknown_village', villageId };
  const grids = index.grids.get(villageId) ?? noNames();
  const gridId = written.grid === '' ? only(grids.ids) : findBelow(grids, written.grid, '网格');
  if (gridId === null) return { fault: written.grid === '' ? 'grid_missing' : 'unknown_grid', villageId };
  if (written.group === '') return { villageId, gridId, groupId: null };
  const groupId = findGroup(index, villageId, written);
  return groupId === null ? { fault: 'unknown_group', villageId } : { villageId, gridId, groupId };
}

/** The 村民小组 of the village that goes by the written name. */
export function findGroup(
  index: PlaceIndex,
  villageId: number,
  written: { village: string; group: string },
): number | null {
  return findBelow(index.groups.get(villageId) ?? noNames(), written.group, '组');
}

/** The village by its name, also behind the name of its township or county. */
function findVillage(villages: Names, written: string): number | null {
  const text = squash(textOf(written));
  const whole = find(villages, text);
  if (whole !== null) return whole;
  for (const border of text.matchAll(/[镇乡县区]|街道(?:办事处)?/g)) {
    const found = find(villages, text.slice(border.index + border[0].length));
    if (found !== null) return found;
  }
  return null;
}

/** A grid or group by its name, also behind that of its village, or by its number alone. */
function findBelow(names: Names, written: string, unit: string): number | null {
  const text = squash(textOf(written));
  return find(names, smallNumber(text) === null ? text : `${text}${unit}`);
}

/** 第一网格 of 台头村第一网格; '' where the text does not begin with the village. */
function behindVillage(text: string, village: string): string {
  const stem = normalisePlace(village);
  if (stem === '' || !text.startsWith(stem)) return '';
  return text.slice(stem.length).replace(/^(?:村民委员会|居民委员会|村委会|居委会|村(?!民)|社区)/, '');
}

function find(names: Names, text: string): number | null {
  if (text === '') return null;
  for (const [forms, key] of [
    [names.written, text],
    [names.common, normalisePlace(text)],
    [names.bare, bareName(text)],
  ] as const) {
    const ids = forms.get(key);
    // Two places that go by this name: whoever wrote it must say which.
    if (ids) return only(ids);
  }
  return null;
}

function bareName(text: string): string {
  const common = normalisePlace(text);
  return common.length > 3 ? common.replace(/社区$/, '') : common;
}

function add(names: Names, id: number, name: string): void {
  names.ids.add(id);
  for (const [forms, key] of [
    [names.written, squash(textOf(name))],
    [names.common, normalisePlace(name)],
    [names.bare, bareName(name)],
  ] as const) {
    const ids = forms.get(key) ?? new Set();
    forms.set(key, ids.add(id));
  }
}

function only(ids: ReadonlySet<number>): number | null {
  const [first, ...others] = ids;
  return first !== undefined && others.length === 0 ? first : null;
}

function namesOf(byVillage: Map<number, Names>, villageId: number): Names {
  const names = byVillage.get(villageId) ?? noNames();
  byVillage.set(villageId, names);
  return names;
}

function noNames(): Names {
  return { ids: new Set(), written: new Map(), common: new Map(), bare: new Map() };
}
