import { BookField, BookLayout, MergeField, type ColumnChoice } from './book-fields.rules.js';

export interface BookMapping {
  layout?: BookLayout;
  columns: readonly { column: number; field: string }[];
}

/** Fields that several columns may hold. */
const repeatable: readonly string[] = [BookField.Tags, BookField.Remark];

/** Why a file cannot be read with this mapping; `field` within the mapping. */
export function mappingFaults({ layout, columns }: BookMapping): { field: string; rule: string }[] {
  const has = (...fields: BookField[]) => columns.some(({ field }) => fields.some((each) => each === field));
  const faults: { field: string; rule: string }[] = [];
  const miss = (rule: string) => faults.push({ field: 'columns', rule });
  if (layout === undefined) faults.push({ field: 'layout', rule: 'required' });
  if (layout === BookLayout.RowPerPerson) {
    if (!has(BookField.Name)) miss('name_column_required');
    if (!has(BookField.Relation, BookField.Head)) miss('relation_or_head_column_required');
  } else if (!has(BookField.Head, BookField.Name)) miss('head_column_required');
  if (!has(BookField.Code, BookField.Address)) miss('code_or_address_column_required');
  const seen = new Set<string>();
  for (const [index, { field }] of columns.entries()) {
    if (seen.has(field) && !repeatable.includes(field)) faults.push({ field: `columns.${index}.field`, rule: 'once' });
    seen.add(field);
  }
  return faults;
}

/** What the file says nothing about: what stands at the door stays. */
export function silentFields({ layout, columns }: BookMapping): MergeField[] {
  const has = (...fields: BookField[]) => columns.some(({ field }) => fields.some((each) => each === field));
  const spoken: Record<MergeField, boolean> = {
    name: true,
    kind: has(BookField.Kind),
    code: has(BookField.Code),
    address: has(BookField.Address),
    grid: has(BookField.Grid),
    group: has(BookField.Group),
    children: has(BookField.Children, BookField.Birth, BookField.IdNumber),
    members: layout === BookLayout.RowPerPerson || has(BookField.Members),
    member_name: true,
    relation: has(BookField.Relation) || layout === BookLayout.RowPerHousehold,
    birth: has(BookField.Birth, BookField.IdNumber),
    phone: has(BookField.Phone),
    tags: has(BookField.Tags),
  };
  return Object.values(MergeField).filter((field) => !spoken[field]);
}

export function asChoices(columns: BookMapping['columns']): ColumnChoice[] {
  return columns.map(({ column, field }) => ({ column, field: field as BookField }));
}
