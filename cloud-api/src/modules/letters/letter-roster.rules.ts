import type { FieldError } from '../../common/problem/index.js';
import { adopt, type ChainLevel, type Member } from './letters.rules.js';

/** A line of a roster, ready to be placed: `id` is the letter's, should it be a new one. */
export interface ReadLine {
  id: string;
  level: number;
  name: string;
  /** The blind index of the phone; null where none was given. */
  phoneIndex: string | null;
  superior: string | null;
}

/** Somebody who is in the round already. */
export interface Standing extends Member {
  name: string;
  phoneIndex: string | null;
  signed: boolean;
}

/** What sending a roster would change; nothing, when there are errors. */
export interface RosterPlan {
  errors: FieldError[];
  /** Which lines are new, with whoever stands above. */
  added: { index: number; superiorId: string | null }[];
  /** Those who come below somebody else. */
  moved: Map<string, string>;
  /** Those who were there without a phone, and the line that brings it. */
  reachable: { id: string; index: number }[];
}

interface Place {
  id: string;
  level: number;
  name: string;
}

type Fault = { field: keyof ReadLine | 'phone'; rule: string };

/**
 * Places the lines of a roster in a round, all or none. A line whose phone is there is that person again; so is one whose name
 * is there at its level while one of the two has no phone. Whoever is above is found by name, at the nearest level above that has
 * them; without a name it must be the only one of the nearest level above that has anybody.
 */
export function placeRoster(
  levels: readonly ChainLevel[],
  there: readonly Standing[],
  lines: readonly ReadLine[],
): RosterPlan {
  const plan: RosterPlan = { errors: [], added: [], moved: new Map(), reachable: [] };
  const report = (index: number, { field, rule }: Fault) =>
    plan.errors.push({ field: `lines.${index}.${field}`, rule });
  const known = new KnownPeople(there);
  const repeated = repeatedLines(lines);
  const matches = lines.map((line, index) => {
    if (!levels.some(({ number }) => number === line.level)) report(index, { field: 'level', rule: 'level_of_chain' });
    const match = repeated.get(index) ?? known.match(line);
    if (match && 'rule' in match) report(index, match);
    return match && 'id' in match ? match : null;
  });
  const crew = new Crew([...there, ...lines.filter((_, index) => matches[index] === null)]);
  for (const [index, line] of lines.entries()) {
    const match = matches[index] ?? null;
    if (match && line.superior === null) continue;
    const superior = crew.above(line);
    if (superior !== null && typeof superior !== 'string') report(index, superior);
    else if (!match) plan.added.push({ index, superiorId: superior });
    else if (superior !== null && superior !== match.superiorId && !match.signed) plan.moved.set(match.id, superior);
  }
  for (const [index, match] of matches.entries())
    if (match && match.phoneIndex === null && lines[index]!.phoneIndex !== null)
      plan.reachable.push({ id: match.id, index });
  if (plan.errors.length > 0) return { errors: plan.errors, added: [], moved: new Map(), reachable: [] };
  for (const [id, superiorId] of adopt(membersAfter(there, lines, plan))) plan.moved.set(id, superiorId);
  return plan;
}

function membersAfter(there: readonly Standing[], lines: readonly ReadLine[], { added, moved }: RosterPlan): Member[] {
  return [
    ...there.map(({ id, level, superiorId }) => ({ id, level, superiorId: moved.get(id) ?? superiorId })),
    ...added.map(({ index, superiorId }) => ({ id: lines[index]!.id, level: lines[index]!.level, superiorId })),
  ];
}

/** Lines that name somebody whom an earlier line names, so that nobody can tell whether two people are meant. */
function repeatedLines(lines: readonly ReadLine[]): Map<number, Fault> {
  const repeated = new Map<number, Fault>();
  const phones = new Set<string>();
  const names = new Map<string, { phone: boolean }>();
  for (const [index, { level, name, phoneIndex }] of lines.entries()) {
    const key = `${level} ${name}`;
    const namesake = names.get(key);
    if (phoneIndex !== null && phones.has(phoneIndex)) repeated.set(index, { field: 'phone', rule: 'twice' });
    else if (namesake && (phoneIndex === null || !namesake.phone))
      repeated.set(index, { field: 'name', rule: 'twice' });
    if (phoneIndex !== null) phones.add(phoneIndex);
    names.set(key, { phone: phoneIndex !== null && (namesake?.phone ?? true) });
  }
  return repeated;
}

/** Those in the round, found by phone and by name. */
class KnownPeople {
  private readonly byPhone = new Map<string, Standing>();
  private readonly byName = new Map<string, Standing[]>();

  constructor(there: readonly Standing[]) {
    for (const standing of there) {
      if (standing.phoneIndex !== null) this.byPhone.set(standing.phoneIndex, standing);
      const key = `${standing.level} ${standing.name}`;
      this.byName.set(key, [...(this.byName.get(key) ?? []), standing]);
    }
  }

  match(line: ReadLine): Standing | Fault | null {
    const owner = line.phoneIndex === null ? undefined : this.byPhone.get(line.phoneIndex);
    if (owner) {
      if (owner.name !== line.name) return { field: 'phone', rule: 'phone_of_other' };
      return owner.level === line.level ? owner : { field: 'level', rule: 'other_level' };
    }
    const namesakes = this.byName.get(`${line.level} ${line.name}`) ?? [];
    const possible = namesakes.filter(({ phoneIndex }) => line.phoneIndex === null || phoneIndex === null);
    if (possible.length > 1) return { field: 'name', rule: 'name_ambiguous' };
    return possible[0] ?? null;
  }
}

/** Everybody who will be in the round, by level. */
class Crew {
  private readonly byLevel = new Map<number, Map<string, Place[]>>();

  constructor(places: readonly Place[]) {
    for (const place of places) {
      const level = this.byLevel.get(place.level) ?? new Map<string, Place[]>();
      level.set(place.name, [...(level.get(place.name) ?? []), place]);
      this.byLevel.set(place.level, level);
    }
  }

  /** The id of whoever signs above the line; null at the top. */
  above({ level, superior }: ReadLine): string | Fault | null {
    for (let number = level - 1; number >= 1; number -= 1) {
      const names = this.byLevel.get(number);
      const found = superior === null ? [...(names?.values() ?? [])].flat() : (names?.get(superior) ?? []);
      if (found.length > 1) return { field: 'superior', rule: 'superior_ambiguous' };
      if (found.length === 1) return found[0]!.id;
    }
    return level === 1 && superior === null ? null : { field: 'superior', rule: 'superior_known' };
  }
}
