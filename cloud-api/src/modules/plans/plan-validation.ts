import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv, type ErrorObject } from 'ajv';
import formats from 'ajv-formats';
import type { DocumentError } from './document-error.js';
import type { PlanDocument } from './plan.document.js';
import { documentErrors } from './plan.rules.js';
import { presetsDirectory } from './presets-directory.js';

export type DocumentCheck = { document: PlanDocument; errors: [] } | { document: null; errors: DocumentError[] };

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
formats.default(ajv, ['date']);
const schema = JSON.parse(readFileSync(path.join(presetsDirectory, 'plan.schema.json'), 'utf8')) as object;
const hasShape = ajv.compile<PlanDocument>(schema);

/** Judges a plan document from a file or a request: its shape by the schema, then what the schema cannot say. */
export function checkDocument(value: unknown): DocumentCheck {
  const errors = hasShape(value) ? documentErrors(value) : hasShape.errors!.map(documentError);
  return errors.length === 0 ? { document: value as PlanDocument, errors: [] } : { document: null, errors };
}

function documentError({ instancePath, keyword, params, message }: ErrorObject): DocumentError {
  const at = instancePath.slice(1).replaceAll('/', '.');
  const below = (name: string) => (at ? `${at}.${name}` : name);
  if (keyword === 'required') {
    return { path: below(params.missingProperty as string), rule: 'required', message: 'is missing' };
  }
  if (keyword === 'additionalProperties') {
    return { path: below(params.additionalProperty as string), rule: 'unknown_field', message: 'is not known' };
  }
  const rule = keyword.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return { path: at, rule, message: explained(keyword, params, message) };
}

function explained(keyword: string, params: Record<string, unknown>, message = 'is wrong'): string {
  return keyword === 'enum' ? `must be one of ${(params.allowedValues as string[]).join(', ')}` : message;
}
