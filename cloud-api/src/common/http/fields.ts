import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateBy,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { NestedType } from './quick-check.js';

/**
 * One decorator per kind of field: it documents the field in OpenAPI and validates it, so that the two cannot differ.
 * An `optional` field may be absent, a `nullable` one may be null; by default neither is allowed.
 */
interface FieldOptions {
  optional?: boolean;
  nullable?: boolean;
}

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const uuid7Pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const datePattern = /^(19|20)\d{2}-\d{2}-\d{2}$/;
const monthPattern = /^(19|20)\d{2}-(0[1-9]|1[0-2])$/;
/** Control characters have no place in what people type; they break logs, spreadsheets and printed forms. */
const printablePattern = /^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/;
export const latestInstant = 4_102_444_800_000;

export function TextField(options: FieldOptions & { min?: number; max?: number; pattern?: RegExp } = {}) {
  const { min = 0, max = 4000 } = options;
  return field(options, { type: String, minLength: min || undefined, maxLength: max }, [
    IsString(),
    ...(min > 0 ? [MinLength(min), Matches(/\S/, { context: { rule: 'not_blank' } })] : []),
    MaxLength(max),
    Matches(options.pattern ?? printablePattern, { context: { rule: options.pattern ? 'format' : 'printable' } }),
  ]);
}

/** An id of a record, any UUID. */
export function IdField(options: FieldOptions = {}) {
  return field(options, { type: String, format: 'uuid' }, [
    IsString(),
    Matches(uuidPattern, { context: { rule: 'uuid' } }),
  ]);
}

/** An id that the phone made and the server keeps for ever: a lower-case UUIDv7. */
export function PhoneIdField(options: FieldOptions = {}) {
  return field(options, { type: String, format: 'uuid' }, [
    IsString(),
    Matches(uuid7Pattern, { context: { rule: 'uuid7' } }),
  ]);
}

/** A business date, `YYYY-MM-DD`, in Asia/Shanghai. */
export function DateField(options: FieldOptions = {}) {
  return field(options, { type: String, format: 'date' }, [IsString(), IsCalendarDate()]);
}

/** A year and month, `YYYY-MM`. */
export function MonthField(options: FieldOptions = {}) {
  return field(options, { type: String, pattern: monthPattern.source }, [
    IsString(),
    Matches(monthPattern, { context: { rule: 'month' } }),
  ]);
}

/** An instant in milliseconds since the epoch (UTC). */
export function InstantField(options: FieldOptions = {}) {
  return field(options, { type: 'integer', format: 'int64', minimum: 0, maximum: latestInstant }, [
    IsInt(),
    Min(0),
    Max(latestInstant),
  ]);
}

export function IntegerField(options: FieldOptions & { min?: number; max?: number; query?: boolean } = {}) {
  const { min = 0, max = 2_147_483_647 } = options;
  return field(options, { type: 'integer', minimum: min, maximum: max }, [
    ...(options.query ? [Transform(({ value }) => numberOf(value))] : []),
    IsInt(),
    Min(min),
    Max(max),
  ]);
}

/** Of a query parameter: an empty one is no nought. */
function numberOf(text: unknown): unknown {
  if (text === undefined) return undefined;
  return text === '' ? Number.NaN : Number(text);
}

export function NumberField(options: FieldOptions & { min: number; max: number }) {
  return field(options, { type: 'number', minimum: options.min, maximum: options.max }, [
    IsNumber({ allowNaN: false, allowInfinity: false }),
    Min(options.min),
    Max(options.max),
  ]);
}

export function BooleanField(options: FieldOptions = {}) {
  return field(options, { type: Boolean }, [IsBoolean()]);
}

/** A query-string flag: `true` or `false`. */
export function FlagField(options: FieldOptions = {}) {
  return field(options, { type: String, enum: ['true', 'false'] }, [IsIn(['true', 'false'])]);
}

export function EnumField(values: Record<string, string>, name: string, options: FieldOptions = {}) {
  const allowed = Object.values(values);
  return field(options, { enum: allowed, enumName: name }, [IsIn(allowed)]);
}

export function EnumListField(values: Record<string, string>, name: string, options: FieldOptions & { max: number }) {
  const allowed = Object.values(values);
  return field(options, { enum: allowed, enumName: name, isArray: true, maxItems: options.max }, [
    IsArray(),
    ArrayMaxSize(options.max),
    ArrayUnique(),
    IsIn(allowed, { each: true }),
  ]);
}

export function IdListField(options: FieldOptions & { max: number }) {
  return field(options, { type: String, format: 'uuid', isArray: true, maxItems: options.max }, [
    IsArray(),
    ArrayMaxSize(options.max),
    ArrayUnique(),
    Matches(uuidPattern, { each: true, context: { rule: 'uuid' } }),
  ]);
}

export function IntegerListField(options: FieldOptions & { max: number; min?: number }) {
  const { max, min = 0 } = options;
  const most = 2_147_483_647;
  return field(options, { type: 'array', items: { type: 'integer', minimum: min, maximum: most }, maxItems: max }, [
    IsArray(),
    ArrayMaxSize(max),
    ArrayUnique(),
    IsInt({ each: true }),
    Min(min, { each: true }),
    Max(most, { each: true }),
  ]);
}

/** `longest` and `pattern` are those of each text. */
export function TextListField(options: FieldOptions & { max?: number; longest?: number; pattern?: RegExp } = {}) {
  const { max = 1000, longest = 200, pattern = printablePattern } = options;
  return field(options, { type: String, isArray: true, maxItems: max }, [
    IsArray(),
    ArrayMaxSize(max),
    IsString({ each: true }),
    MaxLength(longest, { each: true }),
    Matches(pattern, { each: true, context: { rule: options.pattern ? 'format' : 'printable' } }),
  ]);
}

export function ObjectField(type: new () => object, options: FieldOptions = {}) {
  return field(options, { type: () => type }, [IsObject(), ValidateNested(), Type(() => type), NestedType(type)]);
}

export function ListField(type: new () => object, options: FieldOptions & { max?: number } = {}) {
  const { max = 100_000 } = options;
  return field(options, { type: () => type, isArray: true, maxItems: options.max }, [
    IsArray(),
    ArrayMaxSize(max),
    // Nested validation alone lets null and lists pass for objects.
    IsObject({ each: true }),
    ValidateNested({ each: true }),
    Type(() => type),
    NestedType(type),
  ]);
}

function IsCalendarDate(): PropertyDecorator {
  return ValidateBy({ name: 'date', validator: { validate: isCalendarDate } });
}

/** A day that exists: not the 30th of February. */
function isCalendarDate(value: unknown): boolean {
  if (typeof value !== 'string' || !datePattern.test(value)) return false;
  const instant = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(value);
}

function field(
  options: FieldOptions,
  documented: ApiPropertyOptions,
  validators: PropertyDecorator[],
): PropertyDecorator {
  const api = {
    ...documented,
    required: !options.optional,
    ...(options.nullable ? { nullable: true } : {}),
  } as ApiPropertyOptions;
  return applyDecorators(
    ApiProperty(api),
    ...(options.optional ? [options.nullable ? IsOptional() : ValidateIf((_, value) => value !== undefined)] : []),
    ...(options.nullable && !options.optional ? [ValidateIf((_, value) => value !== null)] : []),
    ...validators,
  );
}
