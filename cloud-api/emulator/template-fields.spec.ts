import { describe, expect, it } from '@jest/globals';
import { WechatFailure } from './failure.js';
import { isKnownField, requireFields } from './template-fields.js';

const fits = (field: string, value: unknown): boolean => {
  try {
    requireFields([field], { [field]: { value } });
    return true;
  } catch (error) {
    if (error instanceof WechatFailure && error.errcode === 47003) return false;
    throw error;
  }
};

describe('a value fits its field', () => {
  it.each([
    ['thing1', '请今天18点前转发到群里，谢谢😀'],
    ['thing1', '字'.repeat(20)],
    ['thing12', 'a1-，😀'],
    ['number2', '12.5'],
    ['number2', 12],
    ['letter3', 'abcXYZ'],
    ['symbol4', '，+'],
    ['character_string5', `A-1 ${'9'.repeat(28)}`],
    ['time6', '15:01'],
    ['time6', '2026年11月21日 15:01'],
    ['time6', '2026-11-21 15:01:09'],
    ['time6', '15:01~16:30'],
    ['date7', '2026年1月1日'],
    ['date7', '2026-11-21 15:01'],
    ['date7', '2026年1月1日~2026年1月3日'],
    ['amount8', '¥12.30元'],
    ['amount8', '8'],
    ['phone_number9', '+86-0766-66888866'],
    ['car_number10', '粤A8Z888挂'],
    ['name11', '欧阳小花'],
    ['name11', 'Anna Maria'],
    ['phrase12', '待签收'],
    ['const13', '特急'],
  ])('%s: %s', (field, value) => {
    expect(fits(field, value)).toBe(true);
  });

  it.each([
    ['thing1', ''],
    ['thing1', '  '],
    ['thing1', '字'.repeat(21)],
    ['thing1', '上\n下'],
    ['thing1', undefined],
    ['thing1', null],
    ['thing1', ['一']],
    ['number2', '12a'],
    ['number2', '1'.repeat(33)],
    ['letter3', 'a1'],
    ['letter3', 'a'.repeat(33)],
    ['symbol4', 'a'],
    ['symbol4', '++++++'],
    ['character_string5', '台头'],
    ['character_string5', 'x'.repeat(33)],
    ['time6', '25:00'],
    ['time6', '下午三点'],
    ['time6', '15:01-16:30'],
    ['date7', '15:01'],
    ['date7', '明天'],
    ['amount8', '12345678901'],
    ['amount8', '十元'],
    ['phone_number9', '1'.repeat(18)],
    ['phone_number9', '电话'],
    ['car_number10', '粤A8Z8888888'],
    ['name11', '一二三四五六七八九十一'],
    ['name11', '张三1'],
    ['phrase12', '待签收了吗呢'],
    ['phrase12', 'ok'],
  ])('%s: not %j', (field, value) => {
    expect(fits(field, value)).toBe(false);
  });
});

it('names the field that is wrong, the first of them', () => {
  const data = { thing1: { value: '好' }, time2: { value: '明天' }, thing3: {} };
  expect(() => requireFields(['thing1', 'time2', 'thing3'], data)).toThrow(
    'argument invalid! data.time2.value invalid',
  );
  expect(() => requireFields(['thing1', 'thing3'], data)).toThrow('argument invalid! data.thing3.value is empty');
  expect(() => requireFields(['thing1'], null)).toThrow('data.thing1.value is empty');
  expect(() => requireFields(['thing1'], { ...data, other: 7 })).not.toThrow();
});

it('knows the types of fields', () => {
  expect(['thing1', 'character_string20', 'phone_number3'].every(isKnownField)).toBe(true);
  expect(['thing', 'thong1', '1', 'constructor1', 'thing1x'].some(isKnownField)).toBe(false);
});
