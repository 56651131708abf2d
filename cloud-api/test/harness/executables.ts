import { accessSync, constants } from 'node:fs';
import path from 'node:path';

// Where servers and applications live that are often not on the PATH of an ordinary user.
const usualFolders = ['/usr/local/sbin', '/usr/sbin', '/sbin', '/opt/homebrew/bin', '/usr/local/bin'];

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The first of these commands or absolute paths that this machine has. */
export function findExecutable(...names: string[]): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(path.delimiter).filter(Boolean), ...usualFolders];
  const candidates = names.flatMap((name) =>
    path.isAbsolute(name) ? [name] : folders.map((folder) => path.join(folder, name)),
  );
  return candidates.find(isExecutable);
}

export const findMariadb = () => ({
  server: findExecutable('mariadbd'),
  install: findExecutable('mariadb-install-db'),
});

export const findChromium = () =>
  findExecutable(
    ...(process.env.CHROMIUM_PATH ? [path.resolve(process.env.CHROMIUM_PATH)] : []),
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  );

const popplerTools = ['pdftotext', 'pdfsig', 'pdftoppm', 'pdfinfo', 'pdffonts'] as const;
export type PopplerTool = (typeof popplerTools)[number];

/** What reads PDFs as other programs do; undefined unless all of it is there. */
export const findOpenssl = () => findExecutable('openssl');

export function findPoppler(): Record<PopplerTool, string> | undefined {
  const found = popplerTools.map((tool) => [tool, findExecutable(tool)] as const);
  if (found.some(([, file]) => file === undefined)) return undefined;
  return Object.fromEntries(found) as Record<PopplerTool, string>;
}
