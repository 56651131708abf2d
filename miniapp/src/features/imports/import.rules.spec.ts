import type { Schemas } from '@/shared/api';
import {
  columnName,
  decided,
  fileFault,
  mappingFaults,
  outcomeText,
  problemsCsv,
  progressText,
  publishSentence,
  rowText,
  shareDone,
  valueText,
  withField,
  withSheets,
  type ChangedRecord,
  type Import,
  type Mapping,
} from './import.rules';

const mapping: Mapping = {
  sheets: [0],
  headerRow: 2,
  layout: 'row_per_person',
  columns: [
    { column: 1, field: 'name' },
    { column: 4, field: 'phone' },
  ],
};
const outcome = { rows: 9, records: 5, add: 0, update: 0, conflict: 0, same: 0, absent: 0, bad: 0, notes: 0 };
const counted = (counts: Partial<typeof outcome>) => ({ ...outcome, ...counts, missingPlaces: [] });

describe('a file', () => {
  it('is not sent when it can only be refused', () => {
    expect(fileFault({ name: '户册.xlsx', bytes: 100 })).toBeNull();
    expect(fileFault({ name: '户册.CSV', bytes: 100 })).toBeNull();
    expect(fileFault({ name: '户册.xls', bytes: 100 })).toContain('另存为 .xlsx');
    expect(fileFault({ name: '户册.docx', bytes: 100 })).toContain('Excel');
    expect(fileFault({ name: '户册.xlsx', bytes: 21 * 1024 * 1024 })).toContain('20 MB');
  });

  it('tells how far it is, as far as anybody knows', () => {
    expect(progressText({ state: 'checking', progress: { done: 1200, total: 50_000 } })).toBe(
      '正在逐行核对，1,200 / 50,000 行…',
    );
    expect(progressText({ state: 'checking', progress: null })).toBe('正在逐行核对…');
    expect(shareDone({ done: 5, total: 0 })).toBe(0);
    expect(shareDone({ done: 7, total: 5 })).toBe(1);
  });

  it('tells in a line what it brought', () => {
    const known: unknown = { kind: 'household_book', state: 'checked', outcome: counted({ add: 2, bad: 1 }) };
    const record = known as Import;
    expect(outcomeText(record)).toBe('新增 2 · 有问题 1');
    expect(outcomeText({ ...record, state: 'published', outcome: { ...counted({}), added: 2, updated: 0 } })).toBe(
      '新增 2',
    );
    expect(outcomeText({ ...record, outcome: counted({}) })).toBe('5 户，都一样');
  });
});

describe('a mapping', () => {
  it('gives a column another meaning, or none', () => {
    expect(withField(mapping, 0, 'code').columns).toEqual([{ column: 0, field: 'code' }, ...mapping.columns]);
    expect(withField(mapping, 1, null).columns).toEqual([{ column: 4, field: 'phone' }]);
    expect(withField(mapping, 4, 'remark').columns[1]).toEqual({ column: 4, field: 'remark' });
  });

  it('looks for the heads where the first sheet has them', () => {
    const sheets = [
      { index: 0, headerRow: 2 },
      { index: 1, headerRow: 5 },
    ] as Schemas['Sheet'][];
    expect(withSheets(mapping, [1, 0], sheets)).toMatchObject({ sheets: [0, 1], headerRow: 2 });
    expect(withSheets(mapping, [1], sheets)).toMatchObject({ sheets: [1], headerRow: 5 });
    expect(withSheets(mapping, [], sheets)).toMatchObject({ sheets: [], headerRow: 2 });
  });

  it('is told at the column that is wrong', () => {
    const faults = mappingFaults(mapping, [
      { field: 'columns.1.field', rule: 'once' },
      { field: 'columns', rule: 'head_column_required' },
    ]);
    expect([...faults.columns]).toEqual([[4, 'once']]);
    expect(faults.rules).toEqual(['head_column_required']);
  });

  it('calls columns as a spreadsheet does', () => {
    expect([0, 25, 26, 99].map(columnName)).toEqual(['A', 'Z', 'AA', 'CV']);
  });
});

describe('what was found', () => {
  const problem = { sheetName: '一', row: 7, column: 'C', field: 'name', level: 'bad', shown: '=cmd|calc' } as const;

  it('goes into a table that carries nothing out', () => {
    const csv = problemsCsv([{ ...problem, rule: 'name_unreadable' }]);
    expect(csv.split('\r\n')).toEqual([
      '行,列,内容,哪里不对,怎么改',
      "7,C,'=cmd|calc,姓名读不出来,写成普通文字，不要公式和数字",
    ]);
  });

  it('names the sheet where there are several', () => {
    const csv = problemsCsv([
      { ...problem, rule: 'name_missing' },
      { ...problem, sheetName: '二', rule: 'name_missing' },
    ]);
    expect(csv).toContain('\r\n二,7,C');
  });

  it('says values in words', () => {
    expect(valueText('relation', 'spouse')).toBe('配偶');
    expect(valueText('tags', 'elderly left_behind')).toBe('老人、留守');
    expect(valueText('phone', null)).toBe('（空）');
    expect(valueText('members', null)).toBe('没有这个人');
    expect(rowText({ firstRow: 5, lastRow: 8 })).toBe('5–8');
    expect(rowText({ firstRow: null, lastRow: null })).toBe('');
  });

  it('keeps a decision about one conflict, or about all of a household', () => {
    const value = { field: 'phone', person: null, base: '1', here: '2', book: '3', take: 'here' } as const;
    const record = {
      values: [
        { ...value, key: 'a', conflict: true },
        { ...value, key: 'b', conflict: true },
        { ...value, key: 'c', conflict: false },
      ],
    } as unknown as ChangedRecord;
    const takes = (changed: ChangedRecord) => changed.values.map(({ take }) => take);
    expect(takes(decided(record, 'book', 'b'))).toEqual(['here', 'book', 'here']);
    expect(takes(decided(record, 'book'))).toEqual(['book', 'book', 'here']);
  });

  it('says before publishing what will happen, and what will not', () => {
    expect(publishSentence('household_book', counted({ add: 476, conflict: 2, absent: 3 }))).toBe(
      '新增 476 户，2 户有冲突还没选，先保留现在的，新名单里没有的 3 户不动。',
    );
    expect(publishSentence('roster', counted({}))).toBe('没有要改的。');
  });
});
