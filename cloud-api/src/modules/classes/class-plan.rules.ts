import { classKey, type ClassRule, pupilsOf } from './class-fields.rules.js';

/** One row of a class list: a family of a class, or only the class. */
export interface ClassListRow {
  sheet: number;
  row: number;
  unitId: number;
  className: string;
  teacher: string;
  guardian: string;
  /** The keyed hash of the guardian's phone. */
  phoneIndex: string | null;
  code: string;
  villageId: number | null;
  pupils: number | null;
}

export interface FamilyDoor {
  id: string;
  code: string;
  name: string;
  villageId: number;
  residents: { name: string; phoneIndex: string | null }[];
}

export interface KnownClass {
  id: string;
  unitId: number;
  name: string;
  gridId: number;
  pupils: number;
  teacherIds: string[];
  families: string[];
}

/** What is stored of the schools, their classes and teachers, and of the households that rows may mean. */
export interface ClassState {
  classes: KnownClass[];
  /** By the school at which they may teach. */
  teachers: { id: string; name: string; unitIds: number[] }[];
  doors: FamilyDoor[];
  /** Where a first class of the school would stand; absent where that cannot be told. */
  grids: { unitId: number; gridId: number }[];
}

export interface PlannedClass {
  action: 'add' | 'update' | 'same';
  /** Null for a new one. */
  id: string | null;
  unitId: number;
  name: string;
  gridId: number;
  sheet: number;
  row: number;
  /** Null where nothing changes. */
  pupils: number | null;
  teacher: { id: string; name: string } | null;
  /** Not linked before. */
  families: { doorId: string; guardian: string; sheet: number; row: number }[];
  linked: number;
  /** Linked, and not in the file. */
  absent: string[];
}

export interface ClassFault {
  sheet: number;
  row: number;
  rule: ClassRule;
  level: 'bad' | 'note';
  shown: string;
}

export interface ClassPlan {
  classes: PlannedClass[];
  faults: ClassFault[];
}

/** Compares a class list with what is stored. The same rows and state give the same plan, so what was shown can be checked. */
export function planClasses(rows: readonly ClassListRow[], state: ClassState): ClassPlan {
  const faults: ClassFault[] = [];
  const finder = new FamilyFinder(state.doors);
  const byClass = new Map<string, ClassListRow[]>();
  for (const row of rows) {
    const key = `${row.unitId} ${classKey(row.className)}`;
    byClass.set(key, [...(byClass.get(key) ?? []), row]);
  }
  const known = new Map(state.classes.map((one) => [`${one.unitId} ${classKey(one.name)}`, one]));
  const classes = [...byClass].flatMap(([key, own]) => {
    const planned = planClass(own, known.get(key), state, finder, faults);
    return planned ? [planned] : [];
  });
  return { classes, faults };
}

function planClass(
  rows: readonly ClassListRow[],
  known: KnownClass | undefined,
  state: ClassState,
  finder: FamilyFinder,
  faults: ClassFault[],
): PlannedClass | null {
  const [first] = rows;
  const { unitId, className, sheet, row } = first!;
  const gridId = known?.gridId ?? state.grids.find((one) => one.unitId === unitId)?.gridId;
  if (gridId === undefined) {
    for (const one of rows) faults.push(faultAt(one, 'class_place_unknown', 'bad', one.className));
    return null;
  }
  const families = new Map<string, PlannedClass['families'][number]>();
  for (const one of rows) {
    const doorId = finder.find(one, faults);
    if (doorId === null || families.has(doorId)) continue;
    families.set(doorId, { doorId, guardian: one.guardian, sheet: one.sheet, row: one.row });
  }
  const pupils = pupilsOf(rows.map((one) => one.pupils)) ?? (known ? null : families.size);
  const teacher = teacherOf(rows, unitId, state, faults);
  const changes = {
    pupils: pupils === known?.pupils ? null : pupils,
    teacher: teacher !== null && known?.teacherIds.includes(teacher.id) ? null : teacher,
  };
  const isChanged = changes.pupils !== null || changes.teacher !== null;
  const linked = known?.families ?? [];
  return {
    action: known ? (isChanged ? 'update' : 'same') : 'add',
    id: known?.id ?? null,
    unitId,
    name: known?.name ?? className,
    gridId,
    sheet,
    row,
    ...changes,
    families: [...families.values()].filter(({ doorId }) => !linked.includes(doorId)),
    linked: [...families.keys()].filter((doorId) => linked.includes(doorId)).length,
    absent: linked.filter((doorId) => !families.has(doorId)),
  };
}

/** The one teacher of the school with the name that the class's rows give. */
function teacherOf(
  rows: readonly ClassListRow[],
  unitId: number,
  state: ClassState,
  faults: ClassFault[],
): { id: string; name: string } | null {
  const naming = rows.filter(({ teacher }) => teacher !== '');
  const [first] = naming;
  if (!first) return null;
  const other = naming.find(({ teacher }) => teacher !== first.teacher);
  if (other) faults.push(faultAt(other, 'teacher_differs', 'note', other.teacher));
  const namesakes = state.teachers.filter(({ name, unitIds }) => name === first.teacher && unitIds.includes(unitId));
  if (namesakes.length === 1) return { id: namesakes[0]!.id, name: first.teacher };
  faults.push(faultAt(first, namesakes.length === 0 ? 'teacher_unknown' : 'teacher_ambiguous', 'note', first.teacher));
  return null;
}

/** Finds the household of a guardian: by the phone, by code and village, by the guardian's name and village. */
class FamilyFinder {
  private readonly byPhone: Map<string, FamilyDoor[]>;
  private readonly byCode: Map<string, FamilyDoor[]>;
  private readonly byName: Map<string, FamilyDoor[]>;

  constructor(doors: readonly FamilyDoor[]) {
    this.byPhone = grouped(doors, ({ residents }) => residents.flatMap(({ phoneIndex }) => phoneIndex ?? []));
    this.byCode = grouped(doors, ({ code, villageId }) => (code === '' ? [] : [`${villageId} ${code}`]));
    this.byName = grouped(doors, ({ name, villageId, residents }) =>
      [name, ...residents.map((resident) => resident.name)].map((each) => `${villageId} ${each}`),
    );
  }

  /** Null for a row that is only about the class, and for one whose household cannot be told. */
  find(row: ClassListRow, faults: ClassFault[]): string | null {
    const { guardian, phoneIndex, code, villageId } = row;
    if (guardian === '' && phoneIndex === null && code === '') return null;
    const ways = [
      phoneIndex === null ? [] : (this.byPhone.get(phoneIndex) ?? []),
      villageId === null || code === '' ? [] : (this.byCode.get(`${villageId} ${code}`) ?? []),
      villageId === null || guardian === '' ? [] : (this.byName.get(`${villageId} ${guardian}`) ?? []),
    ];
    const found = ways.find((doors) => doors.length > 0) ?? [];
    const named = found.filter(({ name, residents }) => [name, ...residents.map((one) => one.name)].includes(guardian));
    const meant = found.length > 1 ? named : found;
    const shown = guardian || code;
    if (meant.length !== 1) {
      const isUnknown = found.length === 0;
      faults.push(faultAt(row, isUnknown ? 'family_unknown' : 'family_ambiguous', 'bad', shown));
      return null;
    }
    if (guardian !== '' && named.length === 0) faults.push(faultAt(row, 'guardian_not_in_household', 'note', guardian));
    return meant[0]!.id;
  }
}

function grouped(doors: readonly FamilyDoor[], keysOf: (door: FamilyDoor) => string[]): Map<string, FamilyDoor[]> {
  const groups = new Map<string, FamilyDoor[]>();
  for (const door of doors) {
    for (const key of new Set(keysOf(door))) groups.set(key, [...(groups.get(key) ?? []), door]);
  }
  return groups;
}

function faultAt(
  { sheet, row }: { sheet: number; row: number },
  rule: ClassRule,
  level: 'bad' | 'note',
  shown: string,
): ClassFault {
  return { sheet, row, rule, level, shown };
}
