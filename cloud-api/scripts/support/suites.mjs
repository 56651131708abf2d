import { readdirSync } from 'node:fs';
import path from 'node:path';
import { Stop, at } from './project.mjs';

const cloudApi = at('cloud-api');
const miniapp = at('miniapp');

// Jest runs ECMAScript modules only with this flag.
const modules = ['--experimental-vm-modules', '--no-warnings'];

/**
 * In the order they begin, two at a time: the quickest answers first, then the longest, so that the last two end together.
 * `owns` chooses from the spec files of the workspace, `builds` and `parts` name what has to be there before.
 */
export const suites = [
  {
    name: 'cloud-api',
    folder: cloudApi,
    flags: modules,
    owns: /^(src|emulator|demo|bench)\//,
    builds: [],
    parts: ['poppler'],
  },
  { name: 'miniapp', folder: miniapp, flags: [], owns: /^/, builds: [], parts: [] },
  {
    name: 'harness',
    folder: cloudApi,
    flags: modules,
    owns: /^test\/harness\//,
    builds: [],
    parts: ['mariadb', 'chromium', 'fonts'],
  },
  {
    name: 'mariadb',
    folder: cloudApi,
    flags: modules,
    owns: /^test\/(?!harness|flows)/,
    builds: [],
    parts: ['mariadb', 'poppler', 'openssl'],
    env: { TEST_DATABASE: 'mariadb' },
  },
  {
    name: 'sqlite',
    folder: cloudApi,
    flags: modules,
    owns: /^test\/(?!harness|flows)/,
    builds: [],
    parts: ['poppler', 'openssl'],
    env: { TEST_DATABASE: 'sqlite' },
  },
  {
    name: 'browser',
    folder: cloudApi,
    flags: modules,
    owns: /^test\/flows\/browser/,
    builds: ['h5'],
    parts: ['chromium', 'fonts', 'poppler'],
  },
  { name: 'weapp', folder: cloudApi, flags: modules, owns: /^test\/flows\/weapp/, builds: ['weapp'], parts: [] },
];

const skippedFolders = new Set(['node_modules', 'dist', '.artifacts']);

function specsBelow(folder, from = folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory())
      return skippedFolders.has(entry.name) ? [] : specsBelow(path.join(folder, entry.name), from);
    return /\.(spec|test)\.tsx?$/.test(entry.name)
      ? [path.relative(from, path.join(folder, entry.name)).replaceAll(path.sep, '/')]
      : [];
  });
}

/** The spec files of a suite. */
export const specsOf = ({ folder, owns }) => specsBelow(folder).filter((spec) => owns.test(spec));

/** A spec file that no suite runs would be a test that cannot fail. */
export function requireEverySpecToHaveASuite() {
  for (const folder of [cloudApi, miniapp]) {
    const own = suites.filter((suite) => suite.folder === folder);
    const orphans = specsBelow(folder).filter((spec) => !own.some(({ owns }) => owns.test(spec)));
    if (orphans.length > 0)
      throw new Stop(`No suite runs these specs, see scripts/support/suites.mjs: ${orphans.join(', ')}.`);
  }
}

/** The suites that `--only a,b` names, or all of them. */
export function chooseSuites(only) {
  if (only === undefined) return suites;
  return only.split(',').map((name) => {
    const suite = suites.find((candidate) => candidate.name === name);
    if (suite) return suite;
    throw new Stop(`There is no suite "${name}"; there are ${suites.map((known) => known.name).join(', ')}.`);
  });
}
