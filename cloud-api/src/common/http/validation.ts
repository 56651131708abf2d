import { type ArgumentMetadata, ValidationPipe } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError, type ValidatorOptions } from 'class-validator';
import { Problem, type FieldError } from '../problem/problem.js';
import { passes } from './quick-check.js';

const strict: ValidatorOptions = { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true };

const deepest = 12;

/** Every body and query goes through its DTO: unknown fields, wrong types and ranges answer with the field's name. */
class StrictValidationPipe extends ValidationPipe {
  constructor() {
    super({
      ...strict,
      transform: true,
      exceptionFactory: (errors) => Problem.validation(flattenErrors(errors)),
    });
  }

  override transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const errors = metadata.type === 'custom' ? [] : shapeErrors(value);
    if (errors.length > 0) throw Problem.validation(errors);
    // What a query says are texts, of which class-transformer makes numbers; one that says nothing has none.
    const isAsIs = metadata.type === 'body' || (metadata.type === 'query' && isEmpty(value));
    if (isAsIs && metadata.metatype && passes(metadata.metatype as new () => object, value)) {
      return Promise.resolve(value);
    }
    return super.transform(value, metadata);
  }
}

export function createValidationPipe(): ValidationPipe {
  return new StrictValidationPipe();
}

/**
 * What must not reach class-transformer: it drops fields that are called like something every object inherits
 * (`constructor`, `toString`) without a word, and follows any depth until the stack ends.
 */
function shapeErrors(value: unknown, field = '', depth = 0): FieldError[] {
  if (typeof value !== 'object' || value === null) return [];
  if (depth > deepest) return [{ field, rule: 'too_deep' }];
  return Object.entries(value).flatMap(([name, inner]) => {
    const at = field ? `${field}.${name}` : name;
    return name in Object.prototype ? [{ field: at, rule: 'unknown_field' }] : shapeErrors(inner, at, depth + 1);
  });
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

/** Validates one value outside a request body, a command of a batch for instance. */
export function validateAs<T extends object>(
  type: new () => T,
  value: unknown,
  prefix = '',
): { value: T; errors: [] } | { value: null; errors: FieldError[] } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { value: null, errors: [{ field: prefix, rule: 'is_object' }] };
  }
  if (passes(type, value)) return { value: value as T, errors: [] };
  const instance = plainToInstance(type, value);
  const errors = flattenErrors(validateSync(instance, strict), prefix);
  return errors.length > 0 ? { value: null, errors } : { value: instance, errors: [] };
}

export function flattenErrors(errors: ValidationError[], prefix = ''): FieldError[] {
  return errors.flatMap((error) => {
    const field = prefix ? `${prefix}.${error.property}` : error.property;
    const own = Object.keys(error.constraints ?? {}).slice(0, 1);
    return [
      ...own.map((constraint) => ({ field, rule: ruleName(error, constraint) })),
      ...flattenErrors(error.children ?? [], field),
    ];
  });
}

function ruleName(error: ValidationError, constraint: string): string {
  if (constraint === 'whitelistValidation') return 'unknown_field';
  const context = error.contexts?.[constraint] as { rule?: string } | undefined;
  return context?.rule ?? constraint.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
