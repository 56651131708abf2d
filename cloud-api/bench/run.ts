import 'reflect-metadata';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { measureBatchSync } from './batch-sync.js';
import { measureCascade } from './cascade.js';
import { measureCountyBoard } from './county-board.js';
import { measureDoorSearch } from './door-search.js';
import { measureDurableVisit } from './durable-visit.js';
import { measureHouseholdBook } from './household-book.js';
import { measurePapers } from './papers.js';
import { measureRegisterExport } from './register-export.js';
import { type DatabaseKind, type Result, say, type Scale, scales } from './result.js';
import { measureSealedSignatures } from './sealed-signatures.js';
import { Stand } from './stand.js';
import { measureSubscribeMessages } from './subscribe-messages.js';
import { measureWarningFeed } from './warning-feed.js';

/** `npm run bench -- --database sqlite|mariadb|both --only P1,P2,P3,P4,P5,P7,EX,SG,PA,WF,SM --scale small|full`: JSON on stdout. */
const { values } = parseArgs({
  options: {
    database: { type: 'string', default: 'both' },
    only: { type: 'string', default: 'P1,P2,P3,P4,P5,P7,EX,SG,PA,WF,SM' },
    scale: { type: 'string', default: 'full' },
  },
});

const promisedMegabytes = 350;
/** Few grids with many doors, so that each visit finds a door that nobody has been to. */
const freshCounty = { code: '140522108', gridsPerVillage: 2, doors: 36_000, visits: 0 };

const scale = readScale(values.scale);
const chosen = values.only.split(',');
const results: Result[] = [];
for (const kind of readDatabases(values.database)) results.push(...(await measure(kind)));
const machine = { cores: cpus().length, cpu: cpus()[0]?.model ?? '', node: process.version };
process.stdout.write(`${JSON.stringify({ scale: values.scale, machine, results }, null, 2)}\n`);

async function measure(kind: DatabaseKind): Promise<Result[]> {
  const stand = await Stand.open(kind);
  const found: Result[] = [];
  const peaks: Record<string, number> = {};
  try {
    if (chosen.includes('P1')) {
      const { result, peak } = await measureDurableVisit(stand, await stand.build(freshCounty), scale);
      found.push(result);
      peaks.P1 = peak;
    }
    if (chosen.includes('P2')) found.push(await measureBatchSync(stand, await stand.build(freshCounty), scale));
    if (chosen.includes('P3')) {
      const { result, peak } = await measureCountyBoard(stand, scale);
      found.push(result);
      peaks.P3 = peak;
    }
    if (chosen.includes('P4')) found.push(...(await measureCascade(stand, scale)));
    if (chosen.includes('P5')) found.push(await measureDoorSearch(stand, scale));
    if (chosen.includes('P7')) found.push(await measureHouseholdBook(stand, scale));
    if (chosen.includes('SG')) found.push(await measureSealedSignatures(stand, await stand.build(freshCounty), scale));
    if (chosen.includes('PA')) found.push(await measurePapers(stand, scale));
    if (chosen.includes('WF')) found.push(await measureWarningFeed(stand, scale));
    if (chosen.includes('SM')) found.push(await measureSubscribeMessages(stand, scale));
    if (chosen.includes('EX')) found.push(await measureRegisterExport(stand));
  } finally {
    await stand.close();
  }
  return Object.keys(peaks).length === 0 ? found : [...found, memoryResult(kind, peaks)];
}

/** P7: what the API process held at most while it did P1 and P3. */
function memoryResult(database: DatabaseKind, peaks: Record<string, number>): Result {
  const measured = Object.fromEntries(
    Object.entries(peaks).map(([id, peak]) => [`peakMegabytes${id}`, Math.round(peak)]),
  );
  return {
    id: 'P7',
    database,
    what: 'resident memory of the API process during P1 and P3',
    measured,
    ratio: null,
    promise: `≤ ${promisedMegabytes} MB`,
    kept: Object.values(peaks).every((peak) => peak <= promisedMegabytes),
  };
}

function readScale(name: string): Scale {
  if (name === 'small' || name === 'full') return scales[name];
  say(`--scale must be small or full, not "${name}".`);
  process.exit(64);
}

function readDatabases(name: string): DatabaseKind[] {
  if (name === 'both') return ['sqlite', 'mariadb'];
  if (name === 'sqlite' || name === 'mariadb') return [name];
  say(`--database must be sqlite, mariadb or both, not "${name}".`);
  process.exit(64);
}
