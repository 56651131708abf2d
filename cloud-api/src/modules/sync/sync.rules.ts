/** Below this the difference of the clocks is the network's delay, not the phone's error. */
const toleratedOffsetMs = 120_000;

/** What to add to the phone's times: nothing for a phone that is about right. */
export function clockOffset(sentAt: number, receivedAt: number): number {
  const offset = receivedAt - sentAt;
  return Math.abs(offset) <= toleratedOffsetMs ? 0 : offset;
}

/** Neighbours of the same kind, kept in order: each run is one transaction. */
export function runsOf<T extends { kind: string }>(commands: readonly T[]): T[][] {
  const runs: T[][] = [];
  for (const command of commands) {
    const last = runs.at(-1);
    if (last?.[0]?.kind === command.kind) last.push(command);
    else runs.push([command]);
  }
  return runs;
}

/** The versions of the leaves a phone has seen, and for whom: another scope starts anew. */
export interface Cursor {
  leaves: Record<number, number>;
  /** The leaf and door at which an unfinished pull goes on. */
  at?: { leaf: number; version: number; door: string };
}

export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/** Null for anything that is not one of our cursors; the phone then starts anew. */
export function decodeCursor(text: string): Cursor | null {
  try {
    const cursor = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as Cursor;
    const versions = Object.entries(cursor.leaves);
    const valid = versions.every(([leaf, version]) => /^\d+$/.test(leaf) && Number.isSafeInteger(version));
    return valid && isPosition(cursor.at) ? cursor : null;
  } catch {
    return null;
  }
}

/** What a phone sends back may have been changed on the way, and goes into a query. */
function isPosition(at: Cursor['at']): boolean {
  return (
    at === undefined ||
    (Number.isSafeInteger(at.leaf) && Number.isSafeInteger(at.version) && typeof at.door === 'string')
  );
}
