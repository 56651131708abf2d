import { Role } from '../../common/auth/index.js';
import {
  findGroup,
  indexPlaces,
  matchPlaces,
  normalisePlace,
  type PlaceIndex,
  squash,
  textOf,
} from '../household-book/index.js';
import type { RosterRule } from './roster-fields.rules.js';

/** An open region at or below the one that a roster is for. */
export interface RosterPlace {
  id: number;
  name: string;
  level: string;
  parentId: number | null;
  path: string;
}

/** The places as a row writes them, '' where it says nothing. */
export interface WrittenPlace {
  township: string;
  village: string;
  grid: string;
  group: string;
  unit: string;
  /** Any text that names a place: 蟒河镇台头村第一网格. */
  place: string;
}

export type PostPlaceMatch = { regionId: number } | { fault: RosterRule; field: keyof WrittenPlace };

const townshipEnd = /(?:人民政府|镇政府|乡政府|街道办事处|办事处|镇|乡|街道)$/;
/** What is written where no unit is meant: 桃花潭镇人民政府, 镇综治办. */
const townshipItself = /^(?:镇|乡|街道)?(?:党委|党工委|人大|人民政府|政府|办事处|党政办|综治办|综治中心|平安办|机关)?$/;
const villageEnd = /^(?:村民委员会|居民委员会|村委会|居委会|村(?!民)|社区)/;

/** Finds where a post of a role is, within one region. */
export class RosterPlaces {
  private readonly townships: RosterPlace[];
  private readonly indexes = new Map<number | null, PlaceIndex>();

  constructor(
    private readonly places: readonly RosterPlace[],
    private readonly region: { id: number; level: string },
  ) {
    this.townships = places.filter(({ level }) => level === 'township');
  }

  find(role: Role, row: WrittenPlace): PostPlaceMatch {
    const written = this.taken(row);
    const township = this.township(written.township);
    if (township === 'unknown') return { fault: 'unknown_township', field: written.from };
    switch (role) {
      case Role.CountyOffice:
        return this.region.level === 'county' || this.region.level === 'city' ? { regionId: this.region.id } : notHere;
      case Role.TownshipChief:
      case Role.TownshipLeader:
      case Role.TownshipOffice:
      case Role.PoliceChief:
        return this.inTownship(township);
      case Role.Police:
        return written.village === '' ? this.inTownship(township) : this.inVillage(township, written);
      case Role.AuxiliaryPolice:
        if (written.grid !== '') return this.inGrid(township, written);
        return written.village === '' ? this.inTownship(township) : this.inVillage(township, written);
      case Role.VillageHead:
        return this.inVillage(township, written);
      case Role.GridChief:
        return written.grid === '' ? this.inVillage(township, written) : this.inGrid(township, written);
      case Role.GridWorker:
        return this.inGrid(township, written);
      case Role.GroupLeader:
        return this.inGroup(township, written);
      case Role.Teacher:
      case Role.Liaison:
        return written.unit === '' && written.village !== ''
          ? this.inVillage(township, written)
          : this.atUnit(township, written);
      case Role.SchoolHead:
      case Role.UnitHead:
      case Role.UnitDeputy:
      case Role.SectionHead:
        return this.atUnit(township, written);
    }
  }

  /** What stands in one text is put where it belongs; what has a column of its own is believed first. */
  private taken(row: WrittenPlace): WrittenPlace & { from: keyof WrittenPlace } {
    const written = { ...row, from: 'township' as keyof WrittenPlace };
    for (const field of ['place', 'unit', 'grid', 'group'] as const) {
      const text = squash(textOf(row[field]));
      if (text === '') continue;
      if ((field === 'place' || field === 'unit') && this.unitsCalled(text).length > 0) {
        written.unit = text;
        continue;
      }
      const parts = this.parts(text, written.township);
      if (written.township === '' && parts.township !== '')
        Object.assign(written, { township: parts.township, from: field });
      if (written.village === '') written.village = parts.village;
      if (field !== 'place') {
        if (parts.village !== '' || parts.township !== '') written[field] = parts.rest;
      } else if (/网格|格$/.test(parts.rest)) written.grid ||= parts.rest;
      else if (/[组队]$/.test(parts.rest)) written.group ||= parts.rest;
      else if (!townshipItself.test(parts.rest)) written.unit ||= parts.rest;
    }
    return written;
  }

  /** 蟒河镇台头村第一网格 as 蟒河镇, 台头 and 第一网格; what is not known stays in the rest. */
  private parts(text: string, knownTownship: string): { township: string; village: string; rest: string } {
    const township = this.townships.find(({ name }) => text.startsWith(squash(name)));
    const behind = township ? text.slice(squash(township.name).length) : text;
    const scope = this.township(township?.name ?? knownTownship);
    const inScope = typeof scope === 'object' ? scope?.path : undefined;
    const village = this.places
      .filter(({ level, path }) => level === 'village' && (inScope === undefined || path.startsWith(inScope)))
      .map(({ name }) => ({ name, stem: normalisePlace(name) }))
      .filter(({ stem }) => behind.startsWith(stem) && isBehindVillage(behind.slice(stem.length)))
      .sort((a, b) => b.stem.length - a.stem.length)[0];
    const rest = village ? behind.slice(village.stem.length).replace(villageEnd, '') : behind;
    return { township: township?.name ?? '', village: village?.name ?? '', rest };
  }

  /** Null when none is written and several are possible. */
  private township(written: string): RosterPlace | null | 'unknown' {
    const text = squash(textOf(written));
    if (text === '') return this.townships.length === 1 ? this.townships[0]! : null;
    const stem = text.replace(townshipEnd, '');
    const named = this.townships.filter(({ name }) => name === text || name.replace(townshipEnd, '') === stem);
    if (named.length === 1) return named[0]!;
    // A roster for a village may well say which township it is in.
    return this.townships.length === 0 ? null : 'unknown';
  }

  private inTownship(township: RosterPlace | null): PostPlaceMatch {
    if (township) return { regionId: township.id };
    return this.townships.length === 0 ? notHere : { fault: 'township_missing', field: 'township' };
  }

  private inVillage(township: RosterPlace | null, written: WrittenPlace): PostPlaceMatch {
    const village = this.village(township, written);
    return typeof village === 'number' ? { regionId: village } : village;
  }

  private inGrid(township: RosterPlace | null, written: WrittenPlace): PostPlaceMatch {
    const { village, grid } = written;
    const match = matchPlaces(this.index(township), { village, grid, group: '' });
    if (!('fault' in match)) return { regionId: match.gridId };
    if (match.villageId === null) return village === '' ? villageMissing : unknownVillage;
    return { fault: grid === '' ? 'grid_missing' : 'unknown_grid', field: 'grid' };
  }

  private inGroup(township: RosterPlace | null, written: WrittenPlace): PostPlaceMatch {
    const village = this.village(township, written);
    if (typeof village !== 'number') return village;
    if (written.group === '') return { fault: 'group_missing', field: 'group' };
    const group = findGroup(this.index(township), village, written);
    return group === null ? { fault: 'unknown_group', field: 'group' } : { regionId: group };
  }

  private atUnit(township: RosterPlace | null, written: WrittenPlace): PostPlaceMatch {
    if (written.unit === '') return { fault: 'unit_missing', field: 'unit' };
    const units = this.unitsCalled(written.unit).filter(({ path }) => !township || path.startsWith(township.path));
    return units.length === 1 ? { regionId: units[0]!.id } : { fault: 'unknown_unit', field: 'unit' };
  }

  private unitsCalled(text: string): RosterPlace[] {
    const wanted = normalisePlace(text);
    return this.places.filter(({ level, name }) => level === 'unit' && normalisePlace(name) === wanted);
  }

  private village(
    township: RosterPlace | null,
    { village }: WrittenPlace,
  ): number | Exclude<PostPlaceMatch, { regionId: number }> {
    const { villageId } = matchPlaces(this.index(township), { village, grid: '', group: '' });
    return villageId ?? (village === '' ? villageMissing : unknownVillage);
  }

  private index(township: RosterPlace | null): PlaceIndex {
    const key = township?.id ?? null;
    const known = this.indexes.get(key);
    if (known) return known;
    const index = indexPlaces(
      township ? this.places.filter(({ path }) => path.startsWith(township.path)) : this.places,
    );
    this.indexes.set(key, index);
    return index;
  }
}

const notHere = { fault: 'role_not_here', field: 'place' } as const;
const villageMissing = { fault: 'village_missing', field: 'village' } as const;
const unknownVillage = { fault: 'unknown_village', field: 'village' } as const;

/** 村第一网格 and 三组 may follow a village's name; 派出所 tells that it was no village's. */
function isBehindVillage(rest: string): boolean {
  return rest === '' || villageEnd.test(rest) || /(?:网格|[格组队])$/.test(rest) || /^网格/.test(rest);
}
