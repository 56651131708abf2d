import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { maskShown, smallNumber, textOf } from './book-text.rules.js';
import { kindOf, readTags, relationOf, tagsOfWord } from './book-words.rules.js';

describe('words', () => {
  it.each([
    ['户主', 'head'],
    ['本人', 'head'],
    ['户主本人', 'head'],
    ['02户主', 'head'],
    ['户主(本人)', 'head'],
    ['妻', 'spouse'],
    ['配偶', 'spouse'],
    ['丈夫', 'spouse'],
    ['户主之妻', 'spouse'],
    ['配偶（妻）', 'spouse'],
    ['长子', 'child'],
    ['次女', 'child'],
    ['二儿子', 'child'],
    ['养女', 'child'],
    ['儿', 'child'],
    ['儿媳', 'in_law'],
    ['大儿媳', 'in_law'],
    ['女婿', 'in_law'],
    ['岳父', 'in_law'],
    ['婆婆', 'in_law'],
    ['孙媳', 'in_law'],
    ['父', 'parent'],
    ['母亲', 'parent'],
    ['继父', 'parent'],
    ['爷爷', 'grandparent'],
    ['外婆', 'grandparent'],
    ['孙子', 'grandchild'],
    ['长孙', 'grandchild'],
    ['外孙女', 'grandchild'],
    ['弟弟', 'sibling'],
    ['二姐', 'sibling'],
    ['租客', 'tenant'],
    ['员工', 'staff'],
    ['老板', 'owner'],
    ['法人', 'owner'],
    ['侄子', 'other'],
    ['其他', 'other'],
    ['邻村的', null],
  ])('%s is %s', (word, relation) => expect(relationOf(textOf(word))).toBe(relation));

  it.each([
    ['个体工商户', ['individual_business']],
    ['留守老人', ['elderly', 'left_behind']],
    ['陪读家长', ['study_companion']],
    ['外出务工人员', ['migrant_worker']],
    ['会计', ['finance_staff']],
    ['非务工', []],
    ['低保户', []],
  ])('%s: %p', (word, tags) => expect(tagsOfWord(word).sort()).toEqual(tags));

  it('tags stand in one cell, or are ticked below their own head', () => {
    expect(readTags(textOf('返乡、务工；低保'), '人群')).toEqual({
      tags: ['returnee', 'migrant_worker'],
      unknown: ['低保'],
    });
    for (const tick of ['是', '√', '1', '有'])
      expect(readTags(tick, '陪读')).toEqual({ tags: ['study_companion'], unknown: [] });
    for (const no of ['否', '', '0', '×', '无']) expect(readTags(no, '陪读')).toEqual({ tags: [], unknown: [] });
    expect(readTags('√', '党员')).toEqual({ tags: [], unknown: ['党员'] });
  });

  it.each([
    ['个体工商户', 'individual_business'],
    ['小店', 'individual_business'],
    ['企业', 'enterprise'],
    ['某某公司', 'enterprise'],
    ['班级', 'class'],
    ['家庭', 'household'],
    ['户', 'household'],
    ['household', 'household'],
    ['庙', null],
  ])('%s is a %s', (word, kind) => expect(kindOf(word)).toBe(kind));
});

describe('numbers and masks', () => {
  it.each([
    ['一', 1],
    ['十', 10],
    ['十二', 12],
    ['二十', 20],
    ['九十九', 99],
    ['廿三', 23],
    ['两', 2],
    ['12', 12],
    ['一二', null],
    ['', null],
    ['百', null],
  ])('%s is %s', (text, number) => expect(smallNumber(text)).toBe(number));

  it.each([
    ['13800001234', 'phone', '138****1234'],
    ['找他 138 0000 1234', 'remark', '找他 138****1234'],
    ['341823198005121234', 'name', '341****34'],
    ['5021234', 'phone', '502****34'],
    ['19801332', 'birth', '19801332'],
  ] as const)('%s in %s is shown as %s', (text, field, shown) => expect(maskShown(text, field)).toBe(shown));

  it('show at most 60 characters and never eleven digits in a row', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9a-z -]{0,90}$/), (text) => {
        const shown = maskShown(text, 'remark');
        expect(shown.length).toBeLessThanOrEqual(60);
        expect(shown).not.toMatch(/\d{9}/);
      }),
    );
  });
});
