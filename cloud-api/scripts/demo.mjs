// `npm run demo -- --county`: a database with a whole county, for `npm start` afterwards.
import { spawn } from 'node:child_process';
import { ensureBuilt, targets } from './support/build.mjs';
import { ensureInstalled } from './support/install.mjs';
import { at, requireNode, runMain } from './support/project.mjs';

function fill() {
  const env = { DATA_DIR: at('.data'), ...process.env };
  const command = [at('cloud-api', 'dist', 'src', 'commands', 'fill-demo.js'), ...process.argv.slice(2)];
  const filling = spawn(process.execPath, command, { env, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => filling.kill(signal));
  return new Promise((resolve, reject) => {
    filling.once('error', reject);
    filling.once('exit', (code) => resolve(code ?? 1));
  });
}

await runMain(async () => {
  requireNode();
  await ensureInstalled();
  await ensureBuilt(targets.api);
  return fill();
});
