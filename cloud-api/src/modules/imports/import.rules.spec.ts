import { describe, expect, it } from '@jest/globals';
import { columnName, maskNumbers } from './import.rules.js';

describe('what is shown of a file', () => {
  it.each([
    ['13812341234', '138****1234'],
    ['138 1234 1234', '138****1234'],
    ['138-1234-1234', '138****1234'],
    ['１３８１２３４１２３４', '138****1234'],
    ['电话13812341234、13912341235', '电话138****1234、139****1235'],
    ['34182319600315123X', '341****123X'],
    ['341823 19600315 1234', '341****1234'],
    ['1960-03-15', '1960-03-15'],
    ['2组 14号', '2组 14号'],
  ])('%s is shown as %s', (text, shown) => {
    expect(maskNumbers(text)).toBe(shown);
  });

  it.each([
    [0, 'A'],
    [25, 'Z'],
    [26, 'AA'],
    [99, 'CV'],
  ])('column %i is %s', (index, name) => {
    expect(columnName(index)).toBe(name);
  });
});
