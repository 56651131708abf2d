import { existsSync } from 'node:fs';
import path from 'node:path';

/** `presets/` beside the package file, wherever the code runs from: its source or its build. */
export const presetsDirectory = path.join(packageDirectory(import.meta.dirname), 'presets');

function packageDirectory(directory: string): string {
  return existsSync(path.join(directory, 'package.json')) ? directory : packageDirectory(path.dirname(directory));
}
