import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import fc from 'fast-check';
import {
  BooleanField,
  DateField,
  EnumField,
  EnumListField,
  IdField,
  IdListField,
  InstantField,
  IntegerField,
  ListField,
  MonthField,
  NumberField,
  ObjectField,
  PhoneIdField,
  TextField,
} from './fields.js';
import { passes } from './quick-check.js';

const Colour = { Red: 'red', Blue: 'blue' } as const;

class Inner {
  @IntegerField({ max: 20 }) count: number;
  @TextField({ min: 1, max: 5, optional: true }) name?: string;
}

class Base {
  @EnumField(Colour, 'Colour', { optional: true }) colour?: string;
  @BooleanField({ optional: true }) flag?: boolean;
}

class Everything extends Base {
  @EnumField(Colour, 'Colour') declare colour: string;
  @PhoneIdField() id: string;
  @IdField({ nullable: true }) other: string | null;
  @InstantField() at: number;
  @NumberField({ min: -90, max: 90 }) latitude: number;
  @DateField({ optional: true }) day?: string;
  @MonthField({ optional: true, nullable: true }) month?: string | null;
  @EnumListField(Colour, 'Colour', { max: 2 }) colours: string[];
  @IdListField({ max: 2, optional: true }) ids?: string[];
  @ObjectField(Inner, { optional: true }) inner?: Inner;
  @ListField(Inner, { max: 2 }) inners: Inner[];
}

const uuid = '01a1ffa9-1723-74bd-96c3-65539f7f08a2';

const right = {
  colour: 'red',
  flag: true,
  id: uuid,
  other: null,
  at: 1_795_290_638_098,
  latitude: 30.5,
  day: '2026-11-21',
  month: '1970-01',
  colours: ['red', 'blue'],
  ids: [uuid],
  inner: { count: 3, name: '中文' },
  inners: [{ count: 0 }, { count: 20, name: 'a' }],
};

/** What class-validator says of the same value. */
function isAccepted(value: object): boolean {
  const options = { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true };
  return validateSync(plainToInstance(Everything, value), options).length === 0;
}

const odd = fc.constantFrom<unknown>(
  ...[undefined, null, '', ' ', 'red', 'green', '2026-02-30', '2026-13', uuid, 'x'.repeat(70), true, -1, 0, 1.5, 91],
  ...[Number.NaN, 4_102_444_800_001, [], [null], ['red', 'red'], [uuid, uuid, uuid], {}, [[]], { count: 1 }],
  ...[[{ count: 1 }], [{ count: 21 }], [{ count: 1, more: 1 }], { count: '1' }, [{ count: 1 }, null], { name: 'a' }],
);

describe('passes', () => {
  it('accepts what is right, with and without the optional fields', () => {
    expect(passes(Everything, right)).toBe(true);
    const { colour, id, other, at, latitude, colours, inners } = right;
    expect(passes(Everything, { colour, id, other, at, latitude, colours, inners })).toBe(true);
  });

  it('says the same as class-validator, whatever is put into a field', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(right), 'unknown'), odd, (name, value) => {
        const changed = { ...right, [name]: value };
        expect(passes(Everything, changed)).toBe(isAccepted(changed));
      }),
      { numRuns: 2_000 },
    );
  });

  it.each(['constructor', '__proto__', 'toString'])('refuses a field called %s', (name) => {
    expect(passes(Everything, JSON.parse(`{ ${JSON.stringify(right).slice(1, -1)}, "${name}": {} }`))).toBe(false);
  });

  it('refuses what is no object', () => {
    for (const value of [null, undefined, 1, 'text', [right]]) expect(passes(Everything, value)).toBe(false);
  });
});
