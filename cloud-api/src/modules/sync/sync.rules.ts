/** How far ahead of the server a corrected phone clock may still stand. */
export const toleratedFutureMs = 10 * 60_000;

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

/** Up to which version a phone has seen a leaf, and in which view: another view of it is sent as a whole. */
export interface SeenLeaf {
  version: number;
  view: string;
}

export interface Cursor {
  leaves: Record<number, SeenLeaf>;
  /** The leaf and door at which an unfinished pull goes on. */
  at?: { leaf: number; view: string; version: number; door: string };
}

export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/** Null for anything that is not one of our cursors; the phone then starts anew. */
export function decodeCursor(text: string): Cursor | null {
  try {
    const cursor = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as Cursor;
    const leaves = Object.entries(cursor.leaves);
    const valid = leaves.every(([leaf, seen]) => /^\d+$/.test(leaf) && isSeen(seen));
    return valid && (cursor.at === undefined || isPosition(cursor.at)) ? cursor : null;
  } catch {
    return null;
  }
}

function isSeen({ version, view }: SeenLeaf): boolean {
  return Number.isSafeInteger(version) && typeof view === 'string';
}

/** What a phone sends back may have been changed on the way, and goes into a query. */
function isPosition(at: NonNullable<Cursor['at']>): boolean {
  return isSeen(at) && Number.isSafeInteger(at.leaf) && typeof at.door === 'string';
}
