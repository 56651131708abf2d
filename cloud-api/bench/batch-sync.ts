import { Client } from './client.js';
import { DoorSupply } from './door-supply.js';
import { openRawWriters } from './raw-writer.js';
import { type Result, say, type Scale } from './result.js';
import type { Site, Stand } from './stand.js';
import { median, rounded } from './statistics.js';
import { visitCommand, visitRows } from './visits.js';

const promised = { mariadb: 0.2, sqlite: 0.3 };
const batch = 200;
/** Until the compiler has seen what it needs to see. */
const warmUps = 4;

/** P2: one push of 200 visits against bare multi-row INSERTs of the same rows, in turns on one database. */
export async function measureBatchSync(stand: Stand, site: Site, scale: Scale): Promise<Result> {
  const supply = new DoorSupply(site);
  const api = await stand.serve(site);
  const client = new Client(api.origin, 1);
  const [writer] = await openRawWriters(site, 1);
  const ours: number[] = [];
  const raw: number[] = [];
  try {
    for (let round = 0; round < warmUps + scale.rounds; round += 1) {
      const errands = supply.take(round, batch);
      const commands = errands.map(({ door }) => visitCommand(door));
      const body = JSON.stringify({ sentAt: Date.now(), commands });
      ours.push(await timed(() => pushAll(client, errands[0]!.token, body)));
      const rows = supply.take(round, batch).map(({ door, personId }) => visitRows(door, personId));
      raw.push(await timed(() => writer!.write(rows)));
    }
  } finally {
    client.close();
    await writer!.close();
    await api.stop();
  }
  const times = { api: median(ours.slice(warmUps)), raw: median(raw.slice(warmUps)) };
  const ratio = rounded(times.raw / times.api);
  say(`P2 ${stand.kind}: ${times.api.toFixed(1)} ms against ${times.raw.toFixed(1)} ms`);
  return {
    id: 'P2',
    database: stand.kind,
    what: 'one push of 200 visits against bare multi-row INSERTs of the same rows',
    measured: { apiMilliseconds: rounded(times.api), rawMilliseconds: rounded(times.raw) },
    ratio,
    promise: `ratio ≥ ${promised[stand.kind]}`,
    kept: ratio >= promised[stand.kind],
  };
}

async function pushAll(client: Client, token: string, body: string): Promise<void> {
  const { results } = await client.post<{ results: { result: string }[] }>('/sync/push', token, body);
  if (results.some(({ result }) => result !== 'stored')) throw new Error('a visit of the batch was not stored');
}

async function timed(work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}
