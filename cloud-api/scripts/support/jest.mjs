import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { at } from './project.mjs';
import { run } from './processes.mjs';

const jest = at('node_modules', 'jest', 'bin', 'jest.js');
const limitMs = 20 * 60_000;
/** Each spec file loads the whole application anew, and little of the one before is given back: the process is changed in time. */
const oneAfterAnother = ['--maxWorkers=1', '--workerIdleMemoryLimit=1200MB'];

/** Runs one suite and answers `{ passed, failed, report }`, where the report shows every failure in full. */
export async function runJest({ folder, flags, env }, specs, extraEnv) {
  if (specs.length === 0) return { passed: 0, failed: 1, report: 'This suite has no tests.' };
  const temporary = mkdtempSync(path.join(tmpdir(), 'wz-jest-'));
  const file = path.join(temporary, 'report.json');
  try {
    const outcome = await run(
      process.execPath,
      [...flags, jest, '--ci', ...oneAfterAnother, '--json', '--outputFile', file, '--runTestsByPath', ...specs],
      { cwd: folder, env: { ...process.env, ...extraEnv, ...env }, limitMs, isDone: () => existsSync(file) },
    );
    return existsSync(file) ? judge(JSON.parse(readFileSync(file, 'utf8')), outcome) : crashed(outcome);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

const crashed = ({ output, signal }) => ({
  passed: 0,
  failed: 1,
  report: `${output}\nThe test runner ended ${signal ? `by ${signal}` : 'without a report'}.`,
});

/** A test that is skipped has not passed; a spec file that does not even load has failed. */
function judge(results, { code, signal, output }) {
  const skipped = namesOfSkipped(results);
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites + skipped.length;
  const messages = results.testResults
    .filter((file) => file.status === 'failed')
    .map((file) => `${file.name}\n${file.message}`);
  if (skipped.length > 0) messages.push(`Skipped tests are not accepted:\n${skipped.join('\n')}`);
  if (signal) messages.push('Something that a test left open kept the test runner from ending.');
  if (code !== 0 && messages.length === 0) messages.push(`${output}\nThe test runner ended with code ${code}.`);
  return { passed: results.numPassedTests, failed: Math.max(failed, code === 0 ? 0 : 1), report: messages.join('\n') };
}

const namesOfSkipped = (results) =>
  results.testResults
    .flatMap((file) => file.assertionResults)
    .filter((test) => ['pending', 'todo', 'skipped', 'disabled'].includes(test.status))
    .map((test) => `  ${test.fullName}`);
