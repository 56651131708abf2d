import { describe, expect, it } from '@jest/globals';
import type { SheetRow } from '../../common/spreadsheet/index.js';
import { findHeaderRow, suggestColumns } from './book-columns.rules.js';

const rowsOf = (...rows: SheetRow['cells'][]): SheetRow[] => rows.map((cells, index) => ({ number: index + 1, cells }));
const fieldsOf = (heads: string[], samples: string[][] = []) => {
  const { columns, layout } = suggestColumns(heads, samples);
  return [layout, ...columns.map(({ column, field }) => `${heads[column] ?? ''}=${field}`)];
};

describe('where the heads are', () => {
  it('below titles and blank rows', () => {
    const title = Array.from({ length: 4 }, () => '台头村户籍册');
    expect(
      findHeaderRow(
        rowsOf(
          title,
          [],
          ['填表日期：2026年', null],
          ['户号', '姓名', '与户主关系', '联系电话'],
          ['1', '王大福', '户主', '13800001234'],
        ),
      ),
    ).toBe(4);
  });

  it('on the lower of two rows', () => {
    expect(
      findHeaderRow(
        rowsOf(
          ['基本信息', '基本信息', '人员', '人员'],
          ['户号', '户主姓名', '姓名', '关系'],
          ['1', '王大福', '王大福', '户主'],
        ),
      ),
    ).toBe(2);
    const merged = ['户号', '户主', '住址', '类别', '类别'];
    expect(
      findHeaderRow(rowsOf(merged, ['户号', '户主', '住址', '返乡', '务工'], ['1', '王大福', '东头', '√', ''])),
    ).toBe(2);
    expect(findHeaderRow(rowsOf(merged, merged))).toBe(2);
  });

  it('nowhere when nothing names two fields', () => {
    expect(findHeaderRow(rowsOf(['1', '王大福', '户主', '13800001234'], ['1', '李秀英', '妻', null]))).toBe(0);
  });
});

describe('what the columns are', () => {
  it('by the words of a book of persons', () => {
    expect(
      fieldsOf([
        '序号',
        '户号',
        '户主姓名',
        '与户主关系',
        '姓 名',
        '性别',
        '出生日期',
        '身份证号码',
        '联系电话',
        '家庭住址',
        '所属村',
        '网格',
        '村民小组',
        '人群类别',
        '备注',
        '网格员',
        '网格员电话',
      ]),
    ).toEqual([
      'row_per_person',
      '户号=code',
      '户主姓名=head',
      '与户主关系=relation',
      '姓 名=name',
      '出生日期=birth',
      '身份证号码=id_number',
      '联系电话=phone',
      '家庭住址=address',
      '所属村=village',
      '网格=grid',
      '村民小组=group',
      '人群类别=tags',
      '备注=remark',
    ]);
  });

  it('by the words of a book of households', () => {
    expect(
      fieldsOf(
        ['户主', '家庭人口数', '手机号', '详细地址', '行政村', '所属网格', '组别', '14岁以下儿童人数', '家庭成员'],
        [['王大福', '3', '', '', '', '', '', '1', '李秀英(妻)、王小明(子)']],
      ),
    ).toEqual([
      'row_per_household',
      '户主=head',
      '手机号=phone',
      '详细地址=address',
      '行政村=village',
      '所属网格=grid',
      '组别=group',
      '14岁以下儿童人数=children',
      '家庭成员=members',
    ]);
  });

  it('prefers the person over the household', () => {
    expect(fieldsOf(['户主姓名', '户主身份证号', '户主电话', '家庭成员姓名', '身份证号', '手机', '关系'])).toEqual([
      'row_per_person',
      '户主姓名=head',
      '家庭成员姓名=name',
      '身份证号=id_number',
      '手机=phone',
      '关系=relation',
    ]);
  });

  it('takes heads that are tags over ticks, and 企业负责人 over names for the head', () => {
    expect(fieldsOf(['姓名', '关系', '返乡', '务工', '留守老人'], [['王大福', '户主', '√', '', '否']])).toEqual([
      'row_per_person',
      '姓名=name',
      '关系=relation',
      '返乡=tags',
      '务工=tags',
      '留守老人=tags',
    ]);
    expect(fieldsOf(['单位名称', '企业负责人', '类别'], [['某公司', '王大福', '企业']])).toEqual([
      'row_per_household',
      '单位名称=name',
      '企业负责人=head',
      '类别=kind',
    ]);
  });

  it('by what stands below heads that say nothing', () => {
    const samples = [
      ['王大福', '341823198005121238', '13800001234', '户主'],
      ['李秀英', '341823198205121238', '', '妻'],
      ['王小明', '341823200505121238', '13900001234', '子'],
    ];
    expect(fieldsOf(['姓名', '列2', '', '列4'], samples)).toEqual([
      'row_per_person',
      '姓名=name',
      '列2=id_number',
      '=phone',
      '列4=relation',
    ]);
    expect(fieldsOf(['姓名', '身份证号', '网格员', '关系'], samples)).not.toContain('网格员=phone');
  });

  it('sees persons in codes that repeat', () => {
    expect(
      fieldsOf(
        ['户号', '姓名'],
        [
          ['1', '王大福'],
          ['1', '李秀英'],
          ['2', '赵铁柱'],
        ],
      )[0],
    ).toBe('row_per_person');
    expect(
      fieldsOf(
        ['户号', '姓名'],
        [
          ['1', '王大福'],
          ['2', '赵铁柱'],
        ],
      )[0],
    ).toBe('row_per_household');
  });
});
