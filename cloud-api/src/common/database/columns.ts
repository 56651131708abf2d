import { Column, PrimaryColumn, type ColumnOptions } from 'typeorm';
import { numberOrNull } from './values.js';

/** Column kinds used by the entities, so that a type is spelled once for both databases. */

const toNumber = {
  to: (value: number | null | undefined) => value,
  from: numberOrNull,
};

const jsonText = {
  to: (value: unknown) => (value === null || value === undefined ? value : JSON.stringify(value)),
  from: (value: string | null) => (value === null ? null : (JSON.parse(value) as unknown)),
};

export const KeyColumn = () => PrimaryColumn({ type: 'varchar', length: 36 });
export const IdColumn = (options: ColumnOptions = {}) => Column({ type: 'varchar', length: 36, ...options });
export const TextColumn = (length: number, options: ColumnOptions = {}) =>
  Column({ type: 'varchar', length, ...options });
export const LongTextColumn = (options: ColumnOptions = {}) => Column({ type: 'text', ...options });
export const JsonColumn = (options: ColumnOptions = {}) => Column({ type: 'text', transformer: jsonText, ...options });
/** Milliseconds since the epoch, or a counter beyond 2^31. */
export const BigColumn = (options: ColumnOptions = {}) => Column({ type: 'bigint', transformer: toNumber, ...options });
export const IntColumn = (options: ColumnOptions = {}) => Column({ type: 'integer', ...options });
export const FlagColumn = (options: ColumnOptions = {}) => Column({ type: 'boolean', ...options });
/** A business date, `YYYY-MM-DD`. */
export const DateColumn = (options: ColumnOptions = {}) => Column({ type: 'varchar', length: 10, ...options });
