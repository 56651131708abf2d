import { describe, expect, it } from '@jest/globals';
import { checkDigit } from './book-births.rules.js';
import { readAddress, readChildren, readCode, readMemberList, readName, readPhone } from './book-values.rules.js';

const today = '2026-11-21';
const idOf = (body: string) => body + checkDigit(body);

describe('counts of children', () => {
  it.each([
    [2, 2],
    ['２人', 2],
    ['两个', 2],
    ['无', 0],
    ['', null],
  ])('counted as %s: %s', (cell, value) => expect(readChildren(cell)).toEqual({ value, rules: [] }));
  it.each([
    ['几个', 'children_unreadable'],
    [2.5, 'children_unreadable'],
    [-1, 'children_unreadable'],
    [21, 'too_many_children'],
  ])('counted as %s: %s', (cell, rule) => expect(readChildren(cell)).toEqual({ value: null, rules: [rule] }));
});

describe('phones', () => {
  it.each([
    [13800001234, '13800001234', []],
    ['13800001234.0', '13800001234', []],
    ['+86 138 0000 1234', '13800001234', []],
    ['8613800001234', '13800001234', []],
    ['１３８－００００－１２３４', '13800001234', []],
    ['手机：13800001234', '13800001234', []],
    ['13800001234/13900001234', '13800001234', ['phone_more']],
    ['13800001234 13900001234', '13800001234', ['phone_more']],
    ['0563-5021234、13800001234', '13800001234', ['phone_landline']],
    ['0563-5021234', null, ['phone_landline']],
    ['5021234', null, ['phone_landline']],
    ['无', null, []],
    ['1380000123', null, ['phone_invalid']],
    ['138000012345', null, ['phone_invalid']],
    ['12800001234', null, ['phone_invalid']],
    ['1.38E+10', null, ['phone_invalid']],
    ['问村长', null, ['phone_invalid']],
  ])('%s: %s %p', (cell, value, rules) => expect(readPhone(cell)).toEqual({ value, rules }));
});

describe('names', () => {
  it.each([
    ['王 大 福', '王大福', ''],
    ['王　芳', '王芳', ''],
    ['张三（户主）', '张三', '户主'],
    ['李四(妻)', '李四', '妻'],
    ['阿卜杜·热合曼', '阿卜杜·热合曼', ''],
    ['John  Smith', 'John Smith', ''],
    ['王\u200b芳', '王芳', ''],
  ])('%s is %s', (cell, value, relation) => expect(readName(cell)).toEqual({ value, relation, rules: [] }));

  it.each([
    ['=cmd|calc', 'name_unreadable'],
    ['＝1+1', 'name_unreadable'],
    ['@SUM(A1)', 'name_unreadable'],
    ['+cmd', 'name_unreadable'],
    ['12345', 'name_unreadable'],
    [12345, 'name_unreadable'],
    ['王\u0007福', 'name_unreadable'],
    [true, 'name_unreadable'],
    ['', 'name_missing'],
    ['无', 'name_missing'],
    ['王'.repeat(31), 'name_too_long'],
  ])('%s: %s', (cell, rule) => expect(readName(cell)).toMatchObject({ value: '', rules: [rule] }));

  it('lose what stands in brackets, with a note', () => {
    expect(readName('王大福(已故)')).toEqual({ value: '王大福', relation: '', rules: ['name_suffix_dropped'] });
  });

  it('of several people in one cell', () => {
    expect(readMemberList('李四(妻)、王小明（子）；女儿：王小红')).toEqual([
      { name: '李四(妻)', relation: '' },
      { name: '王小明(子)', relation: '' },
      { name: '王小红', relation: '女儿' },
    ]);
  });
});

describe('codes and addresses', () => {
  it.each([
    [1, '1'],
    ['1.0', '1'],
    ['０１２', '012'],
    [' A-１ ', 'A-1'],
    ['无', ''],
  ])('%s is %s', (cell, value) => expect(readCode(cell, today)).toEqual({ value, rules: [] }));
  it.each([
    ['=A1', 'code_unreadable'],
    ['1'.repeat(21), 'code_too_long'],
    [idOf('34182319800512123'), 'code_is_id_number'],
  ])('%s: %s', (cell, rule) => expect(readCode(cell, today)).toEqual({ value: '', rules: [rule] }));
  it('say when an address cannot be taken', () => {
    expect(readAddress('台头村 3号')).toEqual({ value: '台头村 3号', rules: [] });
    expect(readAddress('=HYPERLINK("x")').rules).toEqual(['address_unreadable']);
    expect(readAddress('村'.repeat(121)).rules).toEqual(['address_too_long']);
  });
});
