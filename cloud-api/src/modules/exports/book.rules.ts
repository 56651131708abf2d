import type { ColumnSpec, RowSpec } from '../../common/spreadsheet/index.js';
import { relationWords } from '../doors/index.js';
import type { ExportDoor, ExportResident } from './export-door.js';
import { doorKindWords, tagWords } from './words.js';

/**
 * 户册: one row a person, in columns that the import of a household book suggests by itself, so that a book comes in again as it
 * went out. What is the household's stands on each of its rows.
 */
interface BookColumn extends ColumnSpec {
  of: (door: ExportDoor, resident: ExportResident | null) => string | number | null;
}

const columns: BookColumn[] = [
  { head: '村（社区）', width: 15, of: ({ village }) => village },
  { head: '网格', width: 12, of: ({ grid }) => grid },
  { head: '村民小组', width: 14, of: ({ group }) => group },
  { head: '户号', width: 10, of: ({ code }) => code },
  { head: '户主姓名', width: 14, of: ({ name }) => name },
  { head: '对象类型', width: 11, of: ({ kind }) => doorKindWords[kind] },
  { head: '家庭住址', width: 24, of: ({ address }) => address },
  { head: '姓名', width: 10, of: (_, resident) => resident && resident.name },
  { head: '与户主关系', width: 11, of: (_, resident) => resident && relationWords[resident.relation] },
  { head: '出生年月', width: 10, of: (_, resident) => resident && resident.birthMonth },
  {
    head: '重点人群',
    width: 16,
    of: (_, resident) => resident && resident.tags.map((tag) => tagWords[tag]).join('、'),
  },
  { head: '14岁以下儿童数', width: 9, of: ({ childrenUnder14 }) => childrenUnder14 },
];
const phoneColumn: BookColumn = { head: '联系电话', width: 13, of: (_, resident) => resident && resident.phone };

/** Without phones the column is not there: an empty one would say that nobody has any. */
function columnsFor(withPhones: boolean): readonly BookColumn[] {
  return withPhones ? [...columns, phoneColumn] : columns;
}

export function bookColumns(withPhones: boolean): ColumnSpec[] {
  return columnsFor(withPhones).map(({ of: _of, ...column }) => column);
}

/** The rows of a door: one a person; a door without people has one all the same. */
export function bookRows(door: ExportDoor, withPhones: boolean): RowSpec[] {
  const people = door.residents.length === 0 ? [null] : door.residents;
  return people.map((resident) => ({ cells: columnsFor(withPhones).map((column) => column.of(door, resident)) }));
}
