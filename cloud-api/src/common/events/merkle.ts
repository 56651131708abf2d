import { sha256Hex } from '../crypto/index.js';

/** Merkle root of hex hashes; leaves and nodes are hashed in different domains, an odd node moves up unchanged. */
export function merkleRoot(hashes: readonly string[]): string {
  if (hashes.length === 0) return sha256Hex('empty');
  let level = hashes.map((hash) => sha256Hex(`leaf ${hash}`));
  while (level.length > 1) {
    const next: string[] = [];
    for (let index = 0; index < level.length; index += 2) {
      const [left, right] = [level[index]!, level[index + 1]];
      next.push(right === undefined ? left : sha256Hex(`node ${left} ${right}`));
    }
    level = next;
  }
  return level[0]!;
}
