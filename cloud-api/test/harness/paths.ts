import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of cloud-api, both for the compiled harness in `dist/` and for the sources that jest runs. */
function packageFolder(from = path.dirname(fileURLToPath(import.meta.url))): string {
  return existsSync(path.join(from, 'package.json')) ? from : packageFolder(path.dirname(from));
}

export const cloudApi = packageFolder();
export const repository = path.dirname(cloudApi);
export const builtApi = path.join(cloudApi, 'dist', 'src', 'main.js');
export const builtWeapp = path.join(repository, 'miniapp', 'dist', 'weapp');
export const artifacts = path.join(cloudApi, 'test', '.artifacts');
