import path from 'node:path';
import { checkFile, presetFiles } from '../modules/plans/index.js';
import { givenPath } from './given-path.js';

/** Validates all presets, and the plan files that are named: `npm run plans -w cloud-api -- my-plan.json`. */
const files = [...new Set([...presetFiles(), ...process.argv.slice(2).map(givenPath)])];
const keys = new Map<string, string>();

for (const file of files) {
  const name = path.basename(file);
  const { document, errors } = checkFile(file);
  const namesake = document && keys.get(document.key);
  if (document && !namesake) {
    keys.set(document.key, name);
    process.stdout.write(`ok     ${name}  ${document.key}  ${document.name}\n`);
    continue;
  }
  process.exitCode = 1;
  process.stdout.write(`wrong  ${name}\n`);
  for (const error of errors) process.stdout.write(`       ${error.path || 'the file'}: ${error.message}\n`);
  if (namesake) process.stdout.write(`       key: "${document.key}" is taken by ${namesake}\n`);
}
