import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PagePlace } from './page-place.js';

const places = new PagePlace<{ level: number; name: string; id: string }>({
  level: 'number',
  name: 'text',
  id: 'text',
});
const written = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('the place at which a page ended', () => {
  it('comes back as it was, whatever else the row holds', () => {
    const place = fc.record({
      level: fc.nat(Number.MAX_SAFE_INTEGER),
      name: fc.string({ unit: 'grapheme' }),
      id: fc.uuid(),
    });
    fc.assert(
      fc.property(place, fc.string(), (given, more) => {
        expect(places.decode(places.encode({ ...given, ...{ more } }))).toEqual(given);
      }),
    );
  });

  it('takes numbers as either database gives them', () => {
    const row = { level: '3' as unknown as number, name: '甲', id: 'i' };
    expect(places.decode(places.encode(row))).toEqual({ ...row, level: 3 });
  });

  it('is none for the first page', () => {
    expect(places.decode(undefined)).toBeNull();
  });

  it.each([
    ['', ''],
    ['no JSON', 'x'],
    ['no list', written({ level: 1, name: '甲', id: 'i' })],
    ['null', written(null)],
    ['a part too few', written([1, '甲'])],
    ['a part too many', written([1, '甲', 'i', 'j'])],
    ['a number for a text', written([1, 2, 'i'])],
    ['a text for a number', written(['1', '甲', 'i'])],
    ['a fraction', written([1.5, '甲', 'i'])],
    ['less than nothing', written([-1, '甲', 'i'])],
    ['a number beyond all', Buffer.from('[1e999,"甲","i"]').toString('base64url')],
  ])('%s is refused', (_, text) => {
    expect(() => places.decode(text)).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ errors: [{ field: 'after', rule: 'page' }] }) }),
    );
  });
});
