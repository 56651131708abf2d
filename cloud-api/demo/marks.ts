import type { Database } from '../src/common/database/index.js';

/** What the log says about the demo itself: that its filling was begun, and that it came to its end. */
const Mark = { Begun: 'demo.begun', Filled: 'demo.filled' } as const;
type Mark = (typeof Mark)[keyof typeof Mark];

/** The five founding places, or 泾县 in full. */
export const DemoKind = { Places: 'places', County: 'county' } as const;
export type DemoKind = (typeof DemoKind)[keyof typeof DemoKind];

/** The demo that the database holds; null when it holds none, or one that is not finished. */
export async function filledDemo(database: Database): Promise<DemoKind | null> {
  return (await marksIn(database)).get(Mark.Filled) ?? null;
}

/**
 * Fills an empty database and says so in its log. One that an interrupted filling left half filled is emptied first; one
 * that holds anything else is somebody's own and stays as it is. Whether it was filled.
 */
export async function fillEmpty(database: Database, kind: DemoKind, fill: () => Promise<void>): Promise<boolean> {
  const marks = await marksIn(database);
  if (marks.has(Mark.Filled)) return false;
  if (marks.has(Mark.Begun)) await empty(database);
  else if (!(await isEmpty(database))) return false;
  await mark(database, Mark.Begun, kind);
  await fill();
  await mark(database, Mark.Filled, kind);
  return true;
}

async function marksIn(database: Database): Promise<Map<string, DemoKind>> {
  const rows = await database.query<{ type: string; facts: string }>(
    "SELECT type, facts FROM events WHERE subject_kind = 'demo' AND subject_id = 'demo'",
  );
  const kindOf = (facts: string) => (JSON.parse(facts) as { kind?: DemoKind }).kind ?? DemoKind.Places;
  return new Map(rows.map(({ type, facts }) => [type, kindOf(facts)]));
}

function mark(database: Database, type: Mark, kind: DemoKind): Promise<void> {
  return database.transaction(async (transaction) => {
    transaction.record({ type, actorId: null, subject: { kind: 'demo', id: 'demo' }, facts: { kind } });
  });
}

async function isEmpty(database: Database): Promise<boolean> {
  const rows = await database.query('SELECT id FROM regions UNION ALL SELECT 1 FROM people LIMIT 1');
  return rows.length === 0;
}

async function empty(database: Database): Promise<void> {
  await database.transaction(async (transaction) => {
    for (const { tableName } of database.dataSource.entityMetadatas) {
      await transaction.execute(`DELETE FROM ${tableName}`);
    }
  });
}
