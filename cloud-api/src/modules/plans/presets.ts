import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { PlanDocument } from './plan.document.js';
import { checkDocument, type DocumentCheck } from './plan-validation.js';
import { presetsDirectory } from './presets-directory.js';

/** Every file of `presets/` that holds a plan. */
export function presetFiles(): string[] {
  return readdirSync(presetsDirectory)
    .filter((name) => name.endsWith('.json') && name !== 'plan.schema.json')
    .sort()
    .map((name) => path.join(presetsDirectory, name));
}

/** A plan file judged; a file that cannot be read or is not JSON fails like a wrong document. */
export function checkFile(file: string): DocumentCheck {
  try {
    return checkDocument(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    return { document: null, errors: [{ path: '', rule: 'json', message: (error as Error).message }] };
  }
}

/** The presets that an office can start, by their key. A wrong one stops the boot. */
export function loadPresets(files = presetFiles()): ReadonlyMap<string, PlanDocument> {
  const presets = new Map<string, PlanDocument>();
  for (const file of files) {
    const { document, errors } = checkFile(file);
    if (!document) throw new Error(`${file}: ${errors.map(({ path: at, message }) => `${at} ${message}`).join('; ')}`);
    if (presets.has(document.key)) throw new Error(`${file}: the key "${document.key}" is taken by another preset`);
    presets.set(document.key, document);
  }
  return presets;
}
