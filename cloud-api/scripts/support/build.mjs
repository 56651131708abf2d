import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Stop, at, root } from './project.mjs';
import { runNpm, seconds } from './processes.mjs';

const api = {
  name: 'API',
  script: ['run', 'build', '-w', 'cloud-api', '--silent'],
  inputs: ['src', 'emulator', 'demo', 'bench', 'test/harness', 'package.json', 'tsconfig.json', 'tsconfig.build.json'],
  workspace: 'cloud-api',
  output: at('cloud-api', 'dist'),
};

const miniapp = (target) => ({
  name: target === 'h5' ? 'H5 pages' : 'WeChat mini-program',
  script: ['run', `build:${target}`, '-w', 'miniapp', '--silent'],
  inputs: ['src', 'config', 'types', 'package.json', 'tsconfig.json', 'babel.config.js'],
  environment: ['TARO_APP_API_BASE'],
  workspace: 'miniapp',
  output: at('miniapp', 'dist', target),
});

export const targets = { api, h5: miniapp('h5'), weapp: miniapp('weapp') };

function filesBelow(entry) {
  if (!existsSync(entry)) return [];
  if (statSync(entry).isFile()) return entry.endsWith('.spec.ts') ? [] : [entry];
  return readdirSync(entry)
    .sort()
    .flatMap((name) => filesBelow(path.join(entry, name)));
}

/** Changes when anything changes that the target is built from, and only then: a touched file does not rebuild. */
function fingerprint({ inputs, environment = [], workspace }) {
  const hash = createHash('sha256');
  const entries = [...inputs.map((input) => at(workspace, input)), at('tsconfig.json'), at('package-lock.json')];
  for (const file of entries.flatMap(filesBelow)) {
    hash
      .update(`${path.relative(root, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  for (const name of environment) hash.update(`${name}=${process.env[name] ?? ''}\0`);
  return hash.digest('hex');
}

const stampOf = ({ output }) =>
  at('node_modules', '.cache', 'wuzha-grid', `${path.relative(root, output).replaceAll(path.sep, '-')}.stamp`);

function isBuilt(target, wanted) {
  const stamp = stampOf(target);
  return existsSync(target.output) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
}

/** Builds a target unless its output already comes from the sources as they are now. */
export async function ensureBuilt(target) {
  const wanted = fingerprint(target);
  if (isBuilt(target, wanted)) return;
  console.log(`Building the ${target.name} …`);
  const begun = performance.now();
  // A fresh folder: nothing of a source that is gone may be loaded.
  rmSync(target.output, { recursive: true, force: true });
  const { code, output } = await runNpm(target.script);
  if (code !== 0 || !existsSync(target.output)) {
    console.error(output);
    throw new Stop(`Building the ${target.name} failed: see above.`);
  }
  mkdirSync(path.dirname(stampOf(target)), { recursive: true });
  writeFileSync(stampOf(target), wanted);
  console.log(`Built the ${target.name} (${seconds(begun)}).`);
}
