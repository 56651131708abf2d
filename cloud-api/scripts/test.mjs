// `npm test`: every suite, with the real parts it needs. `npm test -- --only sqlite,weapp` runs some of them.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureBuilt, targets } from './support/build.mjs';
import { ensureInstalled } from './support/install.mjs';
import { runJest } from './support/jest.mjs';
import { seconds, signalChildren } from './support/processes.mjs';
import { Stop, at, requireNode } from './support/project.mjs';
import { chooseSuites, requireEverySpecToHaveASuite, specsOf } from './support/suites.mjs';
import { ensureSystemParts } from './support/system-parts.mjs';

const total = { passed: 0, failed: 0 };
let interrupted = false;

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    interrupted = true;
    signalChildren('SIGTERM');
  });
}

const unique = (lists) => [...new Set(lists.flat())];

async function prepare(suites) {
  requireNode();
  await ensureInstalled();
  requireEverySpecToHaveASuite();
  await ensureBuilt(targets.api);
  await ensureSystemParts(unique(suites.map(({ parts }) => parts)));
}

const measures = at('cloud-api', 'test', '.artifacts', 'measures.txt');

/** What the flows measured on the way: figures to read, asserted nowhere. */
function printMeasures() {
  if (existsSync(measures)) console.log(readFileSync(measures, 'utf8'));
}

/** One MariaDB for all suites; each spec file makes its own database in it. */
async function startMariadb(suites) {
  if (!suites.some(({ parts }) => parts.includes('mariadb'))) return { env: {}, stop: async () => undefined };
  const harness = await import(pathToFileURL(at('cloud-api', 'dist', 'test', 'harness', 'mariadb.js')));
  const server = await harness.MariadbServer.start();
  return { env: { [harness.MARIADB_URL_VARIABLE]: server.url }, stop: () => server.stop() };
}

async function runSuite(suite, env) {
  for (const name of suite.builds) await ensureBuilt(targets[name]);
  const begun = performance.now();
  const { passed, failed, report } = await runJest(suite, specsOf(suite), env);
  console.log(`${suite.name}: ${passed} passed, ${failed} failed (${seconds(begun)})`);
  if (report) console.log(`${report}\n`);
  total.passed += passed;
  total.failed += failed;
}

function note(error) {
  total.failed += 1;
  console.error(error instanceof Stop ? error.message : error);
}

/** A suite is little more than one process at work, so two of them, or one and a build, keep two cores busy. */
const atATime = 2;

async function work(waiting, env) {
  for (let suite = waiting.shift(); suite && !interrupted; suite = waiting.shift()) {
    // The other suites are not to blame, and go on.
    await runSuite(suite, env).catch(note);
  }
}

async function runAll() {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  const suites = chooseSuites(values.only);
  await prepare(suites);
  rmSync(measures, { force: true });
  const mariadb = await startMariadb(suites);
  try {
    const waiting = [...suites];
    await Promise.all(Array.from({ length: atATime }, () => work(waiting, mariadb.env)));
  } finally {
    await mariadb.stop();
  }
  printMeasures();
}

try {
  await runAll();
} catch (error) {
  note(error);
}
if (interrupted) {
  total.failed += 1;
  console.log('Interrupted: the remaining suites did not run.');
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
