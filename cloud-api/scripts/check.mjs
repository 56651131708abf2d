// `npm run check`: everything that can be said about the sources without running the tests.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureBuilt, targets } from './support/build.mjs';
import { ensureInstalled } from './support/install.mjs';
import { run, runNpm, seconds } from './support/processes.mjs';
import { Stop, at, requireNode, runMain } from './support/project.mjs';

const temporary = mkdtempSync(path.join(tmpdir(), 'wz-check-'));

/** Runs a tool's own script by the Node that runs us. */
const tool = (script, args, options) => run(process.execPath, [at('node_modules', script), ...args], options);

const imports = (workspace, folders) =>
  tool(
    'dependency-cruiser/bin/dependency-cruise.mjs',
    ['--config', at('.config', `dependency-cruiser.${workspace}.cjs`), ...folders],
    { cwd: at(workspace) },
  );

async function build() {
  try {
    await ensureBuilt(targets.api);
    return { code: 0, output: '' };
  } catch (error) {
    if (error instanceof Stop) return { code: 1, output: error.message };
    throw error;
  }
}

/** A generated file is committed, so what the generator writes today must be what lies there. */
async function upToDate(committed, generate) {
  const fresh = path.join(temporary, path.basename(committed));
  const outcome = await generate(fresh);
  if (outcome.code !== 0) return outcome;
  if (readFileSync(fresh, 'utf8') === readFileSync(at(committed), 'utf8')) return outcome;
  const { output } = await run('git', ['diff', '--no-index', '--unified=1', at(committed), fresh]);
  return {
    code: 1,
    output: `${committed} is out of date: run npm run generate and commit it.\n${output.slice(0, 4_000)}`,
  };
}

const openapi = () =>
  upToDate('cloud-api/openapi.json', (file) => run(process.execPath, [at('cloud-api/dist/src/openapi.js'), file]));

const client = () =>
  upToDate('miniapp/src/shared/api/schema.gen.ts', (file) =>
    tool('openapi-typescript/bin/cli.js', [at('cloud-api/openapi.json'), '-o', file]),
  );

/** Entities against the migrated embedded database; the test suite does the same on MariaDB. */
const drift = () =>
  run(process.execPath, [at('cloud-api/dist/src/drift.js')], {
    env: { ...process.env, NODE_ENV: 'development', DATA_DIR: path.join(temporary, 'data'), DATABASE_URL: '' },
  });

/** Lines run side by side; within a line the first step makes what the others need. */
const lines = [
  [
    ['API builds', build],
    ['cloud-api/openapi.json is up to date', openapi],
    ['schema has no drift', drift],
  ],
  [
    [
      'lint',
      () => tool('eslint/bin/eslint.js', ['--config', at('.config/eslint.config.mjs'), '--max-warnings=0', '.']),
    ],
  ],
  [['types of cloud-api', () => runNpm(['run', 'typecheck', '-w', 'cloud-api', '--silent'])]],
  [['types of miniapp', () => runNpm(['run', 'typecheck', '-w', 'miniapp', '--silent'])]],
  [['format', () => tool('prettier/bin/prettier.cjs', ['--check', '--log-level=warn', '.'])]],
  [
    [
      'imports of cloud-api',
      () =>
        imports(
          'cloud-api',
          ['src', 'emulator', 'demo', 'bench', 'test'].filter((folder) => existsSync(at('cloud-api', folder))),
        ),
    ],
  ],
  [['imports of miniapp', () => imports('miniapp', ['src'])]],
  [['miniapp/src/shared/api/schema.gen.ts is up to date', client]],
];

const atATime = 2;
let failed = 0;

async function runStep([name, step]) {
  const begun = performance.now();
  const { code, output } = await step();
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds(begun)})`);
  if (code === 0) return true;
  failed += 1;
  console.log(`${output.trimEnd()}\n`);
  return false;
}

async function runLine([first, ...others]) {
  const ready = await runStep(first);
  for (const step of others) {
    if (ready) await runStep(step);
    else console.log(`FAILED ${step[0]}: not tried, because "${first[0]}" failed`);
  }
}

async function work(waiting) {
  for (let line = waiting.shift(); line; line = waiting.shift()) await runLine(line);
}

await runMain(async () => {
  try {
    requireNode();
    await ensureInstalled();
    const waiting = [...lines];
    await Promise.all(Array.from({ length: atATime }, () => work(waiting)));
    console.log(failed === 0 ? 'Everything is in order.' : `${failed} of the checks failed.`);
    return failed === 0 ? 0 : 1;
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
});
