import { existsSync } from 'node:fs';
import path from 'node:path';

/** `papers/` beside the package file, wherever the code runs from: its source or its build. */
export const papersDirectory = path.join(packageDirectory(import.meta.dirname), 'papers');

function packageDirectory(directory: string): string {
  return existsSync(path.join(directory, 'package.json')) ? directory : packageDirectory(path.dirname(directory));
}
