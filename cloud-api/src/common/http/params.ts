import { Param, type PipeTransform } from '@nestjs/common';
import { Problem } from '../problem/problem.js';

/** `:id` as a UUID. */
export const IdParam = (name = 'id') =>
  Param(
    name,
    pattern(name, /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/, 'uuid', String),
  );

/** `:id` as a positive integer, the id of a region. */
export const RegionParam = (name = 'id') => Param(name, pattern(name, /^[1-9]\d{0,8}$/, 'is_int', Number));

function pattern<T>(
  field: string,
  accepted: RegExp,
  rule: string,
  convert: (text: string) => T,
): PipeTransform<string, T> {
  return {
    transform: (value) => {
      if (accepted.test(value)) return convert(value);
      throw Problem.validation([{ field, rule }]);
    },
  };
}
