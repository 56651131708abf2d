import { describe, expect, it } from '@jest/globals';
import { checkFile, presetFiles } from './presets.js';
describe('x', () => { it.each(presetFiles())('%s', (f) => { expect(checkFile(f).errors).toEqual([]); }); });
