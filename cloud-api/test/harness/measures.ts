import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { artifacts } from './paths.js';

/** Notes what a flow measured; the test command prints the notes at its end. Figures are for people, not for assertions. */
export function noteMeasure(line: string): void {
  mkdirSync(artifacts, { recursive: true });
  appendFileSync(path.join(artifacts, 'measures.txt'), `${line}\n`);
}
