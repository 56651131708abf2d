import { existsSync, readFileSync } from 'node:fs';
import { Stop, at } from './project.mjs';
import { runNpm } from './processes.mjs';

const readPackages = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;

/** npm notes what it installed in a hidden lock file; it is written last, so an interrupted install leaves none. */
export function dependenciesAreInstalled() {
  const note = at('node_modules', '.package-lock.json');
  if (!existsSync(note)) return false;
  const installed = readPackages(note);
  return Object.entries(readPackages(at('package-lock.json'))).every(([name, wanted]) => {
    const found = installed[name];
    // Binaries for other platforms are optional and stay away; workspaces are folders of this repository.
    if (!found) return wanted.optional === true || !name.includes('node_modules/');
    return found.version === wanted.version && found.integrity === wanted.integrity;
  });
}

export async function ensureInstalled() {
  if (dependenciesAreInstalled()) return;
  console.log('Installing the dependencies (npm ci), one or two minutes the first time …');
  // Building needs the development dependencies, also where NODE_ENV is production.
  const { code } = await runNpm(['ci', '--include=dev'], { inherit: true });
  if (code !== 0) throw new Stop('npm ci failed: its message above says why. Mend it and run this command again.');
}
