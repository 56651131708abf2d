import type { SheetRow } from '../../common/spreadsheet/index.js';
import { DoorKind, Relation, type ResidentTag } from '../plans/index.js';
import { readBorn } from './book-births.rules.js';
import {
  BookField,
  BookLayout,
  bookRuleLevels,
  type BookChoice,
  type BookRule,
  type RowProblem,
} from './book-fields.rules.js';
import { isEmpty, maskShown, squash, textOf } from './book-text.rules.js';
import {
  readAddress,
  readChildren,
  readCode,
  readDoorName,
  readMemberList,
  readName,
  readPhone,
  readPlace,
  type Reading,
} from './book-values.rules.js';
import { kindOf, readTags, relationOf } from './book-words.rules.js';

/** A person of a row. `relation` is null where the file says nothing; of a child under 14 only that there is one is kept. */
export interface RowPerson {
  row: number;
  name: string;
  relation: Relation | null;
  birthMonth: string | null;
  phone: string | null;
  tags: readonly ResidentTag[];
  isChild: boolean;
}

/** A row of a book, read. `doorName` is the `name` column of a book of households. */
export interface BookRow {
  row: number;
  code: string;
  /** Whether a code stands there, even one that cannot be read. */
  hasCode: boolean;
  head: string;
  doorName: string;
  address: string;
  village: string;
  grid: string;
  group: string;
  kind: DoorKind | null;
  children: number | null;
  /** In a row per person one or none; in a row per household the head first. */
  persons: RowPerson[];
  problems: RowProblem[];
}

/** Rows that belong together, before they are judged. A row that adds nothing but a person is held with the one before. */
export interface RowGroup {
  code: string;
  rows: BookRow[];
  lastRow: number;
}

const paperTitle = /(?:户籍册|户册|登记表|花名册|一览表|统计表|台账|名单|明细表|信息表|第.{1,4}页)/;
const notAPerson =
  /^(?:(?:本页|本村|本组|全村)?(?:合计|小计|总计|共计|累计)|填表|制表|审核|复核|填报|报送|负责人签|单位负责人|签字|盖章|说明:|备注:|注:|第.{1,4}页|共\d+[页户人]|打印|截止|截至|(?:填报|制表)?日期:)/;
const total = /^(?:本页|本村|本组|全村)?(?:合计|小计|总计|共计|累计)[:\d户人]*$/;

/** One for all: of a book's people most have none, and all are held until its end. */
const noTags: readonly ResidentTag[] = [];

/** Reads the rows of one sheet, one after another, beginning with the heads. */
export class RowReader {
  private readonly columns: ReadonlyMap<BookField, number>;
  private readonly tagColumns: readonly number[];
  private heads: string[] = [];
  private readonly above = new Set<string>();

  constructor(
    private readonly choice: BookChoice,
    private readonly today: string,
  ) {
    this.columns = new Map(choice.columns.map(({ field, column }) => [field, column]));
    this.tagColumns = choice.columns.filter(({ field }) => field === BookField.Tags).map(({ column }) => column);
  }

  /** Null for a row that tells of nobody: heads, titles, totals, signatures, blank lines. */
  read(row: SheetRow): BookRow | null {
    const texts = row.cells.map((cell) => squash(textOf(cell)));
    if (row.number <= this.choice.headerRow) {
      if (row.number === this.choice.headerRow) this.heads = texts;
      this.above.add(texts.join('\n'));
      return null;
    }
    if (this.tellsOfNobody(texts)) return null;
    return this.choice.layout === BookLayout.RowPerPerson ? this.readPersonRow(row) : this.readHouseholdRow(row);
  }

  private tellsOfNobody(texts: readonly string[]): boolean {
    const written = texts.filter((text) => text !== '');
    if (written.length === 0 || this.above.has(texts.join('\n'))) return true;
    // A title merged over the sheet stands in every cell; one that is not merged, in the first alone.
    const distinct = new Set(written);
    if (distinct.size === 1 && (written.length > 2 || paperTitle.test(written[0]!))) return true;
    const name = this.textAt(texts, BookField.Name) || this.textAt(texts, BookField.Head);
    if (distinct.size === 1 && name === '') return true;
    if (notAPerson.test(written[0]!) || notAPerson.test(name) || written.some((text) => total.test(text))) return true;
    return this.repeatsHeads(texts);
  }

  private repeatsHeads(texts: readonly string[]): boolean {
    const written = [...this.columns.values()].filter((column) => texts[column]);
    const equal = written.filter((column) => texts[column] === this.heads[column]);
    return equal.length >= 2 && equal.length * 2 >= written.length;
  }

  private readPersonRow(row: SheetRow): BookRow {
    const read = this.readCommon(row);
    const personal = [BookField.Name, BookField.Relation, BookField.Birth, BookField.IdNumber, BookField.Phone];
    // Printed forms have lines that nobody filled in; merged cells reach into them.
    if (personal.some((field) => !this.isBlank(row, field))) this.addPerson(read, row, BookField.Name);
    return read;
  }

  private readHouseholdRow(row: SheetRow): BookRow {
    const read = this.readCommon(row);
    const hasHead = this.columns.has(BookField.Head) && !this.isBlank(row, BookField.Head);
    if (read.kind === null || read.kind === DoorKind.Household) {
      this.addPerson(
        read,
        row,
        hasHead || !this.columns.has(BookField.Name) ? BookField.Head : BookField.Name,
        Relation.Head,
      );
    } else {
      const nameField = this.columns.has(BookField.Name) ? BookField.Name : BookField.Head;
      read.doorName = this.take(row, nameField, readDoorName(this.cell(row, nameField)), read.problems);
      if (hasHead) this.addPerson(read, row, BookField.Head, Relation.Owner);
    }
    read.persons.push(...this.readListed(row, read.problems));
    return read;
  }

  private addPerson(read: BookRow, row: SheetRow, nameField: BookField, relation?: Relation): void {
    const person = this.readPerson(row, nameField, read.problems);
    if (person) read.persons.push(relation ? { ...person, relation } : person);
  }

  private readPerson(row: SheetRow, nameField: BookField, problems: RowProblem[]): RowPerson | null {
    const name = readName(this.cell(row, nameField));
    const born = readBorn(this.cell(row, BookField.Birth), this.cell(row, BookField.IdNumber), this.today);
    for (const { field, rule } of born.findings) problems.push(this.problem(row, field, rule));
    const relation = this.readRelation(row, name.relation, problems);
    const person = { row: row.number, name: name.value, relation, birthMonth: born.month };
    if (born.isChild) return { ...person, phone: null, tags: noTags, isChild: true };
    this.take(row, nameField, name, problems);
    const phone = this.take(row, BookField.Phone, readPhone(this.cell(row, BookField.Phone)), problems);
    const tags = this.readTags(row, problems);
    return name.value === '' ? null : { ...person, phone, tags, isChild: false };
  }

  private readListed(row: SheetRow, problems: RowProblem[]): RowPerson[] {
    return readMemberList(this.cell(row, BookField.Members)).flatMap((listed) => {
      const name = readName(listed.name);
      for (const rule of name.rules) problems.push(this.problem(row, BookField.Members, rule, listed.name));
      const word = listed.relation || name.relation;
      const person = { row: row.number, birthMonth: null, phone: null, tags: noTags, isChild: false };
      return name.value === '' ? [] : [{ ...person, name: name.value, relation: word ? relationOf(word) : null }];
    });
  }

  private readCommon(row: SheetRow): BookRow {
    const problems: RowProblem[] = [];
    const kind = this.readKind(row, problems);
    return {
      row: row.number,
      code: this.take(row, BookField.Code, readCode(this.cell(row, BookField.Code), this.today), problems),
      hasCode: !this.isBlank(row, BookField.Code),
      head: this.readHead(row, kind, problems),
      doorName: '',
      address: this.take(row, BookField.Address, readAddress(this.cell(row, BookField.Address)), problems),
      village: readPlace(this.cell(row, BookField.Village)),
      grid: readPlace(this.cell(row, BookField.Grid)),
      group: readPlace(this.cell(row, BookField.Group)),
      kind,
      children: this.take(row, BookField.Children, readChildren(this.cell(row, BookField.Children)), problems),
      persons: [],
      problems,
    };
  }

  private readHead(row: SheetRow, kind: DoorKind | null, problems: RowProblem[]): string {
    if (this.isBlank(row, BookField.Head)) return '';
    const isShop = this.choice.layout === BookLayout.RowPerPerson && kind !== null && kind !== DoorKind.Household;
    const cell = this.cell(row, BookField.Head);
    return this.take(row, BookField.Head, isShop ? readDoorName(cell) : readName(cell), problems);
  }

  private readRelation(row: SheetRow, besideName: string, problems: RowProblem[]): Relation | null {
    const written = textOf(this.cell(row, BookField.Relation));
    if (isEmpty(written)) return besideName === '' ? null : relationOf(besideName);
    const relation = relationOf(written);
    if (relation === null) problems.push(this.problem(row, BookField.Relation, 'relation_unknown'));
    return relation ?? Relation.Other;
  }

  private readKind(row: SheetRow, problems: RowProblem[]): DoorKind | null {
    const written = textOf(this.cell(row, BookField.Kind));
    if (isEmpty(written)) return null;
    const kind = kindOf(written);
    if (kind === null) problems.push(this.problem(row, BookField.Kind, 'kind_unknown'));
    return kind;
  }

  private readTags(row: SheetRow, problems: RowProblem[]): readonly ResidentTag[] {
    let tags: readonly ResidentTag[] = noTags;
    for (const column of this.tagColumns) {
      const read = readTags(textOf(row.cells[column]), this.heads[column] ?? '');
      if (read.tags.length > 0) tags = [...new Set([...tags, ...read.tags])].sort();
      if (read.unknown.length > 0) {
        problems.push({ ...this.problem(row, BookField.Tags, 'tag_unknown', read.unknown.join('、')), column });
      }
    }
    return tags;
  }

  private take<Value>(row: SheetRow, field: BookField, reading: Reading<Value>, problems: RowProblem[]): Value {
    for (const rule of reading.rules) problems.push(this.problem(row, field, rule));
    return reading.value;
  }

  private cell(row: SheetRow, field: BookField): SheetRow['cells'][number] {
    const column = this.columns.get(field);
    return column === undefined ? null : (row.cells[column] ?? null);
  }

  private isBlank(row: SheetRow, field: BookField): boolean {
    return isEmpty(textOf(this.cell(row, field)));
  }

  private textAt(texts: readonly string[], field: BookField): string {
    const column = this.columns.get(field);
    return column === undefined ? '' : (texts[column] ?? '');
  }

  private problem(row: SheetRow, field: BookField, rule: BookRule, shown?: string): RowProblem {
    return makeProblem(this.columns, row.number, field, rule, shown ?? textOf(this.cell(row, field)));
  }
}

export function makeProblem(
  columns: ReadonlyMap<BookField, number>,
  row: number,
  field: BookField | null,
  rule: BookRule,
  shown: string,
): RowProblem {
  const column = field === null ? null : (columns.get(field) ?? null);
  return { row, column, field, rule, level: bookRuleLevels[rule], shown: maskShown(shown, field) };
}
