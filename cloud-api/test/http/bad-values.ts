import { v7 as uuid7 } from 'uuid';

/** The part of OpenAPI's schemas that our contract uses. */
export interface Schema {
  $ref?: string;
  allOf?: Schema[];
  type?: string;
  format?: string;
  pattern?: string;
  enum?: unknown[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  nullable?: boolean;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
}

/** A value with one fault, and the field that an answer has to name. */
export interface BadValue {
  label: string;
  field: string;
  value: unknown;
}

export class SchemaReader {
  constructor(private readonly schemas: Record<string, Schema>) {}

  resolve(schema: Schema): Schema {
    const target = schema.$ref ?? schema.allOf?.[0]?.$ref;
    return target ? { ...schema, ...this.schemas[target.split('/').at(-1)!] } : schema;
  }

  /** The smallest value that keeps to the schema; with all its optional fields, or without any. */
  sample(given: Schema, complete = true): unknown {
    const schema = this.resolve(given);
    if (schema.enum) return schema.enum[0];
    switch (schema.type) {
      case 'object':
        return Object.fromEntries(
          Object.entries(schema.properties ?? {})
            .filter(([name]) => complete || schema.required?.includes(name))
            .map(([name, property]) => [name, this.sample(property, complete)]),
        );
      case 'array':
        return [this.sample(schema.items!, complete)];
      case 'integer':
      case 'number':
        return Math.max(schema.minimum ?? 0, 0);
      case 'boolean':
        return true;
      default:
        return sampleText(schema);
    }
  }

  /** Every way in which one field somewhere in the value may be wrong. */
  faults(given: Schema, value: unknown, field = ''): BadValue[] {
    const schema = this.resolve(given);
    const own = field === '' ? [] : wrongValues(schema).map(([label, wrong]) => ({ label, field, value: wrong }));
    if (schema.type === 'object')
      return [...own, ...this.faultsInside(schema, value as Record<string, unknown>, field)];
    if (schema.type !== 'array' || !Array.isArray(value) || value.length === 0) return own;
    const [first, ...rest] = value as unknown[];
    const inside = this.faults(schema.items!, first, `${field}.0`);
    return [...own, ...inside.map((fault) => ({ ...fault, value: [fault.value, ...rest] }))];
  }

  private faultsInside(schema: Schema, value: Record<string, unknown>, field: string): BadValue[] {
    const at = (name: string) => (field === '' ? name : `${field}.${name}`);
    const unknown = ['isAdmin', 'constructor', 'toString'].map((name) => ({
      label: 'an unknown field',
      field: at(name),
      value: { ...value, [name]: 'x' },
    }));
    const missing = (schema.required ?? []).map((name) => {
      const { [name]: _left, ...others } = value;
      return { label: 'nothing', field: at(name), value: others };
    });
    const wrong = Object.entries(schema.properties ?? {}).flatMap(([name, property]) =>
      name in value
        ? this.faults(property, value[name], at(name)).map((fault) => ({
            ...fault,
            value: { ...value, [name]: fault.value },
          }))
        : [],
    );
    return [...unknown, ...missing, ...wrong];
  }
}

function sampleText(schema: Schema): string {
  if (schema.format === 'uuid') return uuid7();
  if (schema.format === 'date') return '2026-11-20';
  if (schema.pattern?.startsWith('^(19|20)')) return '1980-01';
  return '1'.repeat(Math.max(schema.minLength ?? 1, 1));
}

function wrongValues(schema: Schema): [string, unknown][] {
  const { type, nullable, enum: allowed, maximum, minimum, maxItems, minItems } = schema;
  const wrong: [string, unknown][] = nullable ? [] : [['null', null]];
  if (allowed)
    return [...wrong, ['an unknown word', 'unknown'], ['a number', 99], ['a list', [allowed[0]]], ['an object', {}]];
  if (type === 'integer' || type === 'number') {
    wrong.push(['text', '5'], ['a flag', true], ['a list', [1]], ['an object', {}], ['NaN', 'NaN'], ['1e308', 1e308]);
    if (type === 'integer') wrong.push(['a fraction', 1.5]);
    if (minimum !== undefined) wrong.push(['too little', minimum - 1]);
    if (maximum !== undefined) wrong.push(['too much', maximum + 1]);
  } else if (type === 'boolean') wrong.push(['text', 'true'], ['a number', 1], ['a list', [true]], ['an object', {}]);
  else if (type === 'array') {
    wrong.push(['text', 'x'], ['an object', {}], ['a list of nothing', [null]], ['a list of lists', [[]]]);
    if (minItems) wrong.push(['too few', []]);
    if (maxItems !== undefined && maxItems <= 1000)
      wrong.push(['too many', Array.from({ length: maxItems + 1 }, () => uuid7())]);
  } else if (type === 'object') wrong.push(['text', 'x'], ['a number', 1], ['a list', []]);
  else wrong.push(...wrongTexts(schema));
  return wrong;
}

function wrongTexts({ format, pattern, minLength, maxLength }: Schema): [string, unknown][] {
  const wrong: [string, unknown][] = [
    ['a number', 5],
    ['a flag', false],
    ['a list', ['x']],
    ['an object', {}],
  ];
  wrong.push(['a control character', `${'1'.repeat(minLength ?? 0)}\u0000`]);
  if (format || pattern) wrong.push(['SQL', "' OR '1'='1"], ['noise', 'x'], ['an impossible date', '2026-02-30']);
  if (minLength) wrong.push(['too short', '1'.repeat(minLength - 1)], ['blank', ' '.repeat(minLength)]);
  if (maxLength !== undefined) wrong.push(['too long', '长'.repeat(maxLength + 1)]);
  return wrong;
}
