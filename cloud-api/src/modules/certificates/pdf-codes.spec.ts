import { deflateSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { codesIn, isPdf } from './pdf-codes.js';

const code = '7KQ2M9XC4TV8RHW3ZBDN6P5JYF';
const stream = (bytes: Buffer, end = '\n') =>
  Buffer.concat([Buffer.from(`stream${end}`), bytes, Buffer.from('\nendstream\n')]);

describe('codes in a PDF', () => {
  it.each<[string, Buffer]>([
    ['its keywords', Buffer.from(`/Keywords (${code})`)],
    ['an address', Buffer.from(`/URI (https://a.cn/verify/${code})`)],
    [
      'text of two bytes a character',
      Buffer.concat([Buffer.from('('), Buffer.from(code, 'utf16le'), Buffer.from(')')]),
    ],
    ['a compressed stream', stream(deflateSync(Buffer.from(`(${code})`)))],
    ['a compressed stream behind a carriage return', stream(deflateSync(Buffer.from(`(${code})`)), '\r\n')],
  ])('are found in %s', async (_, bytes) => {
    expect(await codesIn(Buffer.concat([Buffer.from('%PDF-1.7 '), bytes]))).toEqual([code]);
  });

  it('are not found where there are none', async () => {
    const almost = `(${code}A) (${code.slice(1)}) (${code.toLowerCase()}) <${'0'.repeat(32)}>`;
    expect(await codesIn(Buffer.from(almost))).toEqual([]);
    expect(await codesIn(stream(Buffer.from('no zlib')))).toEqual([]);
    expect(await codesIn(Buffer.from('stream without an end'))).toEqual([]);
  });

  it('do not make the server inflate a bomb', async () => {
    const bomb = stream(deflateSync(Buffer.alloc(50_000_000)));
    expect(await codesIn(Buffer.concat(Array.from({ length: 60 }, () => bomb)))).toEqual([]);
  });

  it('are looked up in a small number', async () => {
    const many = Array.from({ length: 60 }, (_, index) => `(${code.slice(0, 24)}${index + 10})`).join(' ');
    expect((await codesIn(Buffer.from(many))).length).toBeLessThanOrEqual(10);
  });
});

it('a PDF is known by its head', () => {
  expect(isPdf(Buffer.from('%PDF-1.7'))).toBe(true);
  expect(isPdf(Buffer.from('PK\u0003\u0004'))).toBe(false);
  expect(isPdf(Buffer.alloc(0))).toBe(false);
});
