import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { validateAs } from '../../common/http/index.js';
import type { DocumentContent } from './document.content.js';
import { contentFaults } from './document.rules.js';
import { BuiltInPaper } from './dto/built-in-paper.dto.js';
import { papersDirectory } from './papers-directory.js';

/** Every file of `papers/`. */
export function paperFiles(): string[] {
  return readdirSync(papersDirectory)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => path.join(papersDirectory, name));
}

/** The papers that come with the program, by their key. A wrong one stops the boot. */
export function loadPapers(files = paperFiles()): ReadonlyMap<string, DocumentContent> {
  const papers = new Map<string, DocumentContent>();
  for (const file of files) {
    const { key, content } = readPaper(file);
    if (papers.has(key)) throw new Error(`${file}: the key "${key}" is taken by another paper`);
    papers.set(key, content);
  }
  return papers;
}

function readPaper(file: string): BuiltInPaper {
  const { value, errors } = validateAs(BuiltInPaper, readJson(file));
  const faults = value ? contentFaults(value.content) : errors;
  if (!value || faults.length > 0) {
    throw new Error(`${file}: ${faults.map(({ field, rule }) => `${field} ${rule}`).join('; ')}`);
  }
  return value;
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`, { cause: error });
  }
}
