import { fileURLToPath } from 'node:url';
import path from 'node:path';

export const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Absolute path of something named from the repository's root. */
export const at = (...parts) => path.join(root, ...parts);

/** A failure the person at the keyboard can mend: printed as one sentence, without a stack. */
export class Stop extends Error {}

const minimum = [20, 19];

export function requireNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  if (major > minimum[0] || (major === minimum[0] && minor >= minimum[1])) return;
  throw new Stop(`Node ${minimum.join('.')} or newer is needed, this is Node ${version}: see https://nodejs.org.`);
}

/** Runs a command's main function and turns its outcome into an exit code. */
export async function runMain(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(error instanceof Stop ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}
