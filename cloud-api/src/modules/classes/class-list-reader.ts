import type { Cipher } from '../../common/crypto/index.js';
import {
  indexPlaces,
  isEmpty,
  maskShown,
  matchPlaces,
  normalisePlace,
  type PlaceIndex,
  readCode,
  readDoorName,
  readName,
  readPhone,
  squash,
  textOf,
} from '../household-book/index.js';
import { emptyOutcome, headsOf, type ImportCheck, type ListRow, listRows } from '../imports/index.js';
import { type RegionRecord, UnitKind } from '../regions/index.js';
import { ClassField, type ClassRule, tellsPupils } from './class-fields.rules.js';
import type { SchoolPlace } from './class-list.repository.js';
import type { ClassFault, ClassListRow } from './class-plan.rules.js';

const mostPupils = 200;
const fieldOfRule: Partial<Record<ClassRule, ClassField>> = {
  class_place_unknown: ClassField.ClassName,
  teacher_unknown: ClassField.Teacher,
  teacher_ambiguous: ClassField.Teacher,
  teacher_differs: ClassField.Teacher,
};

/** Reads a class list row by row. Of a phone only its keyed hash goes on; a pupil's name is in no column that is read. */
export class ClassListReader {
  readonly outcome = emptyOutcome();
  private readonly villages: PlaceIndex;
  private readonly rows = new Map<string, ListRow>();

  constructor(
    private readonly check: ImportCheck,
    private readonly units: readonly SchoolPlace[],
    places: readonly RegionRecord[],
    private readonly cipher: Cipher,
    private readonly today: string,
  ) {
    this.villages = indexPlaces(places);
  }

  /** The columns with names of pupils, which the file has and nobody reads. */
  async pupilColumns(): Promise<{ sheet: number; column: number; head: string }[]> {
    const heads = await headsOf(this.check);
    return [...heads].flatMap(([sheet, row]) =>
      row.flatMap((head, column) => (tellsPupils(head) ? [{ sheet, column, head }] : [])),
    );
  }

  async read(): Promise<ClassListRow[]> {
    const rows: ClassListRow[] = [];
    for await (const row of listRows(this.check)) {
      this.outcome.rows += 1;
      const read = await this.take(row);
      if (!read) continue;
      this.rows.set(`${row.sheet} ${row.row}`, row);
      rows.push(read);
    }
    return rows;
  }

  /** A problem that shows only beside what is stored. */
  async tellOf({ sheet, row, rule, level, shown }: ClassFault): Promise<void> {
    await this.tell(this.rows.get(`${sheet} ${row}`)!, fieldOfRule[rule] ?? ClassField.Guardian, rule, level, shown);
  }

  private async take(row: ListRow): Promise<ClassListRow | null> {
    const before = this.outcome.bad;
    const unitId = await this.school(row);
    const className = await this.className(row);
    if (unitId === null || className === '') this.outcome.bad = before + 1;
    if (unitId === null || className === '') return null;
    const guardian = await this.name(row, ClassField.Guardian);
    const phone = readPhone(row.cell(ClassField.Phone));
    if (phone.rules.includes('phone_invalid')) await this.tell(row, ClassField.Phone, 'phone_invalid', 'note');
    return {
      sheet: row.sheet,
      row: row.row,
      unitId,
      className,
      teacher: await this.name(row, ClassField.Teacher),
      guardian,
      phoneIndex: phone.value === null ? null : this.cipher.blindIndex('phone', phone.value),
      code: readCode(row.cell(ClassField.Code), this.today).value,
      villageId: await this.village(row),
      pupils: await this.pupils(row),
    };
  }

  private async school(row: ListRow): Promise<number | null> {
    const text = squash(textOf(row.cell(ClassField.School)));
    if (isEmpty(text)) {
      const schools = this.units.filter(({ unitKind }) => unitKind === UnitKind.School);
      const meant = schools.length > 0 ? schools : this.units;
      if (meant.length === 1) return meant[0]!.id;
      await this.tell(row, ClassField.School, 'school_missing', 'bad');
      return null;
    }
    const named = this.units.filter(({ name }) => normalisePlace(name) === normalisePlace(text));
    if (named.length === 1) return named[0]!.id;
    await this.tell(row, ClassField.School, 'unknown_school', 'bad');
    return null;
  }

  private async className(row: ListRow): Promise<string> {
    const { value, rules } = readDoorName(row.cell(ClassField.ClassName));
    const [rule] = rules;
    if (value === '') {
      await this.tell(
        row,
        ClassField.ClassName,
        rule === 'name_missing' ? 'class_missing' : (rule as ClassRule),
        'bad',
      );
    }
    return value;
  }

  private async name(row: ListRow, field: ClassField): Promise<string> {
    const { value, rules } = readName(row.cell(field));
    if (value === '' && !rules.includes('name_missing')) await this.tell(row, field, rules[0] as ClassRule, 'note');
    return value;
  }

  private async village(row: ListRow): Promise<number | null> {
    const written = textOf(row.cell(ClassField.Village));
    const village = isEmpty(written) ? '' : written;
    const { villageId } = matchPlaces(this.villages, { village, grid: '', group: '' });
    if (villageId === null && village !== '') await this.tell(row, ClassField.Village, 'unknown_village', 'note');
    return villageId;
  }

  private async pupils(row: ListRow): Promise<number | null> {
    const text = squash(textOf(row.cell(ClassField.Pupils))).replace(/[人名个]$/, '');
    if (isEmpty(text)) return null;
    const count = /^\d{1,3}$/.test(text) ? Number(text) : null;
    if (count !== null && count <= mostPupils) return count;
    await this.tell(row, ClassField.Pupils, 'pupils_unreadable', 'note');
    return null;
  }

  private async tell(
    row: ListRow,
    field: ClassField,
    rule: ClassRule,
    level: 'bad' | 'note',
    shown = textOf(row.cell(field)),
  ): Promise<void> {
    this.outcome[level === 'bad' ? 'bad' : 'notes'] += 1;
    await this.check.problem(row.problem(level, rule, field, maskShown(shown, null)));
  }
}
