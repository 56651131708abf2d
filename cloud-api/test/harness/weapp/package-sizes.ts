import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { readAppJson } from './bundle.js';

export interface PackageSizes {
  main: number;
  total: number;
  subPackages: Record<string, number>;
}

/** Bytes of the built mini-program as WeChat counts them: what lies in no subpackage belongs to the main one. */
export function packageSizes(bundle: string): PackageSizes {
  const roots = (readAppJson(bundle).subPackages ?? []).map(({ root }) => root.replace(/\/$/, ''));
  const subPackages = Object.fromEntries(roots.map((root) => [root, bytesBelow(path.join(bundle, root))]));
  const total = bytesBelow(bundle);
  return { main: total - Object.values(subPackages).reduce((sum, bytes) => sum + bytes, 0), total, subPackages };
}

function bytesBelow(folder: string): number {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.map'))
    .reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0);
}
