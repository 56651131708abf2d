import { assert, array, constantFrom, property, string, tuple } from 'fast-check';
import { csvToOpen, pastedTable } from './csv';

describe('csvToOpen', () => {
  it('keeps commas, quotes and line breaks inside a cell', () => {
    expect(
      csvToOpen([
        ['行', '内容'],
        ['3', '王,"五"\n六'],
      ]),
    ).toBe('行,内容\r\n3,"王,""五""\n六"');
  });

  it('never gives a spreadsheet a formula to carry out', () => {
    const start = constantFrom('=', '+', '-', '@', '\t', '\r');
    assert(
      property(tuple(start, string()), ([first, rest]) => {
        expect(csvToOpen([[first + rest]]).replace(/^"/, '')[0]).toBe("'");
      }),
    );
  });
});

describe('pastedTable', () => {
  it('takes cells copied in a spreadsheet', () => {
    expect(pastedTable('户号\t姓名\r\n001\t何金民\r\n')).toEqual({ csv: '户号,姓名\r\n001,何金民', rows: 2 });
  });

  it('keeps a line break inside a cell, quotes and empty cells at the end', () => {
    expect(pastedTable('姓名\t备注\n李四\t"一\n""二"""\n王五\t\n')?.csv).toBe(
      '姓名,备注\r\n李四,"一\n""二"""\r\n王五,',
    );
  });

  it('takes no sentence and no single row for a table', () => {
    expect(pastedTable('你好')).toBeNull();
    expect(pastedTable('第一行\n第二行')).toBeNull();
    expect(pastedTable('姓名\t电话')).toBeNull();
    expect(pastedTable('')).toBeNull();
  });

  it('reads back every table of plain cells', () => {
    const cell = string().map((text) => text.replace(/[",\t\r\n]/g, ''));
    const rows = array(tuple(cell, cell, cell), { minLength: 2 });
    assert(
      property(rows, (table) => {
        const pasted = pastedTable(table.map((row) => row.join('\t')).join('\r\n'));
        expect(pasted?.csv).toBe(table.map((row) => row.join(',')).join('\r\n'));
      }),
    );
  });
});
