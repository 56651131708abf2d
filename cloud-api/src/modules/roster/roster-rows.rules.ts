import { Role } from '../../common/auth/index.js';
import type { CellValue } from '../../common/spreadsheet/index.js';
import { isEmpty, maskShown, readName, readPhone, textOf } from '../household-book/index.js';
import { readDay } from './roster-dates.rules.js';
import { RosterField, type RosterRule, rolesOfWord, wordsOf } from './roster-fields.rules.js';
import type { PostPlaceMatch, WrittenPlace } from './roster-places.rules.js';

export interface RosterProblem {
  field: RosterField;
  rule: RosterRule;
  level: 'bad' | 'note';
  shown: string;
}

/** What one row says. `name` is '' and `posts` is empty where it cannot be taken. */
export interface RosterRow {
  name: string;
  /** Eleven digits. */
  phone: string | null;
  posts: { role: Role; regionId: number }[];
  trainedOn: string | null;
  police: string[];
  problems: RosterProblem[];
}

/** The column whose several values mean several posts. */
const ownColumn: Partial<Record<Role, keyof WrittenPlace>> = {
  [Role.GridWorker]: 'grid',
  [Role.GridChief]: 'grid',
  [Role.AuxiliaryPolice]: 'village',
  [Role.Police]: 'village',
  [Role.VillageHead]: 'village',
  [Role.GroupLeader]: 'group',
  [Role.Teacher]: 'unit',
  [Role.SchoolHead]: 'unit',
};

export function readRosterRow(
  cell: (field: string) => CellValue,
  find: (role: Role, written: WrittenPlace) => PostPlaceMatch,
  today: string,
): RosterRow {
  const problems: RosterProblem[] = [];
  const tell = (field: RosterField, rule: RosterRule, level: 'bad' | 'note', shown = textOf(cell(field))) =>
    problems.push({ field, rule, level, shown: maskShown(shown, null) });
  const name = readName(cell(RosterField.Name));
  for (const rule of name.rules) tell(RosterField.Name, rule as RosterRule, name.value === '' ? 'bad' : 'note');
  const phone = readPhone(cell(RosterField.Phone));
  for (const rule of phone.rules) {
    tell(RosterField.Phone, rule as RosterRule, rule === 'phone_invalid' ? 'bad' : 'note');
  }
  return {
    name: name.value,
    phone: phone.value,
    posts: readPosts(cell, find, tell),
    trainedOn: readTraining(cell, today, tell),
    police: wordsOf(textOf(cell(RosterField.Police))).filter((word) => !isEmpty(word)),
    problems,
  };
}

type Tell = (field: RosterField, rule: RosterRule, level: 'bad' | 'note', shown?: string) => void;

function readPosts(
  cell: (field: string) => CellValue,
  find: (role: Role, written: WrittenPlace) => PostPlaceMatch,
  tell: Tell,
): RosterRow['posts'] {
  const words = wordsOf(textOf(cell(RosterField.Role)));
  if (words.length === 0) tell(RosterField.Role, 'role_missing', 'bad');
  const posts: RosterRow['posts'] = [];
  for (const word of words) {
    const roles = rolesOfWord(word);
    if (roles.length === 0) {
      tell(RosterField.Role, 'unknown_role', 'bad', word);
      continue;
    }
    for (const written of placesOf(cell, roles[0]!)) {
      const match = firstMatch(roles, written, find);
      if ('fault' in match) tell(match.field, match.fault, 'bad', written[match.field] || word);
      else if (!posts.some(({ role, regionId }) => role === match.role && regionId === match.regionId)) {
        posts.push(match);
      }
    }
  }
  return posts;
}

/** The first of the roles, or the next one where the row names no unit. */
function firstMatch(
  [role, ...others]: readonly Role[],
  written: WrittenPlace,
  find: (role: Role, written: WrittenPlace) => PostPlaceMatch,
): RosterRow['posts'][number] | Extract<PostPlaceMatch, { fault: RosterRule }> {
  const match = find(role!, written);
  if (!('fault' in match)) return { role: role!, regionId: match.regionId };
  return match.fault === 'unit_missing' && others.length > 0 ? firstMatch(others, written, find) : match;
}

/** 第一网格、第二网格 in the column of the role are two places. */
function placesOf(cell: (field: string) => CellValue, role: Role): WrittenPlace[] {
  const text = (field: string) => {
    const written = textOf(cell(field));
    return isEmpty(written) ? '' : written;
  };
  const { Township, Village, Grid, Group, Unit, Place } = RosterField;
  const written: WrittenPlace = {
    township: text(Township),
    village: text(Village),
    grid: text(Grid),
    group: text(Group),
    unit: text(Unit),
    place: text(Place),
  };
  const own = ownColumn[role];
  const column = own !== undefined && written[own] !== '' ? own : 'place';
  const values = written[column].split(/[、,;/]/).filter((value) => value.trim() !== '');
  return values.length < 2 ? [written] : values.map((value) => ({ ...written, [column]: value }));
}

function readTraining(cell: (field: string) => CellValue, today: string, tell: Tell): string | null {
  const text = textOf(cell(RosterField.Trained));
  if (isEmpty(text)) return null;
  const read = readDay(text, today);
  if ('day' in read) return read.day;
  tell(RosterField.Trained, read.fault, 'note');
  return null;
}
