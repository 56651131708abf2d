import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { suggestByHeads } from '../imports/index.js';
import { classFaults, classHeads, classKey, pupilsOf, teachesAt, tellsPupils } from './class-fields.rules.js';

describe('the columns of a class list', () => {
  it('are known by their heads, and a pupil’s name is none of them', () => {
    const heads = ['学校', '班级', '班主任', '学生姓名', '家长姓名', '家长电话', '户号', '村', '学生人数'];
    expect(suggestByHeads(heads, classHeads).map(({ column, field }) => `${column} ${field}`)).toEqual([
      '0 school',
      '1 class_name',
      '2 teacher',
      '4 guardian',
      '5 phone',
      '6 code',
      '7 village',
      '8 pupils',
    ]);
  });

  it.each([
    ['学生姓名', true],
    ['孩子姓名', true],
    ['学生', true],
    ['学生人数', false],
    ['家长姓名', false],
    ['姓名', false],
  ])('%s tells who the pupils are: %s', (head, told) => {
    expect(tellsPupils(head)).toBe(told);
  });

  it('need a class', () => {
    expect(classFaults([{ field: 'school' }])).toEqual([{ field: 'columns', rule: 'class_column_required' }]);
    expect(classFaults([{ field: 'class_name' }, { field: 'class_name' }])).toEqual([
      { field: 'columns.1.field', rule: 'once' },
    ]);
  });
});

describe('a class', () => {
  it.each([
    ['三年级二班', '3年级2班'],
    ['三年级（2）班', '3年级2班'],
    ['三(2)班', '3年级2班'],
    ['三二班', '3年级2班'],
    ['3年级12班', '3年级12班'],
    ['三年级十二班', '3年级12班'],
    ['高一(3)班', '高1年级3班'],
    ['初二年级4班', '初2年级4班'],
    ['大班', '大班'],
    ['31班', '31班'],
    ['向日葵班 ', '向日葵班'],
  ])('%s is %s', (written, key) => {
    expect(classKey(written)).toBe(key);
  });

  it('of one grade is never that of another', () => {
    const numerals = '一二三四五六七八九';
    const part = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(part, part, part, part, (grade, number, otherGrade, otherNumber) => {
        const written = `${numerals[grade - 1]}年级${number}班`;
        const other = `${numerals[otherGrade - 1]}（${numerals[otherNumber - 1]}）班`;
        expect(classKey(written) === classKey(other)).toBe(grade === otherGrade && number === otherNumber);
      }),
    );
  });

  it.each([
    [[45, 45, 45], 45],
    [[1, 1, 2], 4],
    [[1, 1, 1], 3],
    [[null, 40, null], 40],
    [[null, null], null],
    [[2], 2],
    [[], null],
  ])('with rows that say %j has %s pupils', (values, pupils) => {
    expect(pupilsOf(values)).toBe(pupils);
  });
});

describe('a teacher', () => {
  it('teaches at the school of the post, around it, or from a grid beside it', () => {
    expect(['/1/2/9/', '/1/2/', '/1/2/3/'].map((path) => teachesAt(path, '/1/2/9/'))).toEqual([true, true, true]);
    expect(['/1/3/', '/1/3/9/'].map((path) => teachesAt(path, '/1/2/9/'))).toEqual([false, false]);
  });
});
