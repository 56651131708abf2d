// `npm start`: from a fresh clone to a running system, with nothing but Node.
import { spawn } from 'node:child_process';
import { ensureBuilt, targets } from './support/build.mjs';
import { ensureInstalled } from './support/install.mjs';
import { at, requireNode, runMain } from './support/project.mjs';

function serve() {
  const production = process.env.NODE_ENV === 'production';
  const env = { DATA_DIR: at('.data'), DEMO: production ? 'off' : 'on', ...process.env };
  const server = spawn(process.execPath, [at('cloud-api', 'dist', 'src', 'main.js')], { env, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', (code) => resolve(code ?? 1));
  });
}

await runMain(async () => {
  requireNode();
  await ensureInstalled();
  await Promise.all([ensureBuilt(targets.api), ensureBuilt(targets.h5)]);
  return serve();
});
