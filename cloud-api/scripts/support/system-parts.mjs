import { pathToFileURL } from 'node:url';
import { findInPath, run } from './processes.mjs';
import { Stop, at } from './project.mjs';

/** The harness knows where these programs live; it is there once the API is built. */
const executables = () => import(pathToFileURL(at('cloud-api', 'dist', 'test', 'harness', 'executables.js')));

async function chineseFonts() {
  if (process.platform === 'darwin') return true;
  if (!findInPath('fc-list')) return false;
  const { output } = await run('fc-list', [':lang=zh', 'family']);
  return output.trim() !== '';
}

const parts = {
  mariadb: {
    name: 'MariaDB',
    package: 'mariadb-server',
    isThere: async () => {
      const { server, install } = (await executables()).findMariadb();
      return Boolean(server && install);
    },
  },
  chromium: {
    name: 'Chromium',
    package: 'chromium',
    isThere: async () => Boolean((await executables()).findChromium()),
  },
  poppler: {
    name: 'Poppler',
    package: 'poppler-utils',
    isThere: async () => Boolean((await executables()).findPoppler()),
  },
  openssl: {
    name: 'OpenSSL',
    package: 'openssl',
    isThere: async () => Boolean((await executables()).findOpenssl()),
  },
  fonts: { name: 'Chinese fonts', package: 'fonts-noto-cjk', isThere: chineseFonts },
};

async function missingOf(names) {
  const there = await Promise.all(names.map((name) => parts[name].isThere()));
  return names.filter((_, index) => !there[index]).map((name) => parts[name]);
}

const mayInstall = () => process.getuid?.() === 0 && Boolean(findInPath('apt-get'));

async function install(packages) {
  console.log(`Installing ${packages.join(', ')} (apt-get) …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const update = await run('apt-get', ['update', '-qq'], { env });
  const added = await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'fontconfig', ...packages], {
    env,
  });
  if (added.code !== 0) console.error(update.output + added.output);
}

/** Makes sure the tests find what npm cannot bring; says in one sentence what the person has to install otherwise. */
export async function ensureSystemParts(names) {
  const missing = await missingOf(names);
  if (missing.length === 0) return;
  if (mayInstall()) await install(missing.map((part) => part.package));
  const stillMissing = await missingOf(names);
  if (stillMissing.length === 0) return;
  const wanted = stillMissing.map((part) => `${part.name} (package ${part.package})`).join(', ');
  throw new Stop(
    `The tests need ${wanted}: install what is missing with your system's package manager and run npm test again.`,
  );
}
