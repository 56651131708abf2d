import { expect, it } from '@jest/globals';
import { issuerName } from './words.js';

it.each([
  ['county', '泾县', '泾县平安办'],
  ['township', '蟒河镇', '蟒河镇综治办'],
  ['unit', '市场监管所', '市场监管所'],
] as const)('the issuer of a %s', (level, place, name) => expect(issuerName(level, place)).toBe(name));
