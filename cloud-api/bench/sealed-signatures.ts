import { v7 as uuid7 } from 'uuid';
import { anyOf, type Row } from '../src/common/database/index.js';
import { inventInk } from '../demo/ink.js';
import { Chance } from '../demo/chance.js';
import { Client } from './client.js';
import { DoorSupply } from './door-supply.js';
import { openRawTables, type RawTables, type TableRows } from './raw-tables.js';
import { type Result, say, type Scale } from './result.js';
import type { FreshDoor, Site, Stand } from './stand.js';
import { median, rounded } from './statistics.js';

/** Households of one push, each signing two papers with one drawn signature. */
const sittings = 20;
const papersEach = 2;
const warmUps = 3;
const templates = ['notice.resident', 'pledge.resident'];

/** The papers that hold in a village. */
export interface Place {
  versions: { templateKey: string; versionId: string }[];
}

/** SG: signatures judged, sealed and stored, against a bare insert of the same rows, in turns on one database. */
export async function measureSealedSignatures(stand: Stand, site: Site, scale: Scale): Promise<Result> {
  const supply = new DoorSupply(site);
  const api = await stand.serve(site);
  const client = new Client(api.origin, 1);
  const tables = await openRawTables(site);
  const ink = await inventInk(new Chance(7));
  const ours: number[] = [];
  const raw: number[] = [];
  try {
    for (let round = 0; round < warmUps + scale.rounds; round += 1) {
      const errands = supply.take(round, sittings);
      const { token } = errands[0]!;
      const current = await client.get<{ places: Place[] }>('/documents/current', token);
      const commands = errands.map(({ door }) => signing(door, current.places[0]!, ink));
      const body = JSON.stringify({ sentAt: Date.now(), commands });
      ours.push(await timed(() => pushAll(client, token, body)));
      const copies = await copiesOf(
        tables,
        commands.map(({ id }) => id),
      );
      raw.push(await timed(() => tables.insert(copies)));
    }
  } finally {
    client.close();
    await tables.close();
    await api.stop();
  }
  const times = { api: median(ours.slice(warmUps)), raw: median(raw.slice(warmUps)) };
  const signatures = sittings * papersEach;
  say(`SG ${stand.kind}: ${times.api.toFixed(1)} ms against ${times.raw.toFixed(1)} ms for ${signatures} signatures`);
  return {
    id: 'SG',
    database: stand.kind,
    what: `one push of ${sittings} sittings with ${signatures} signatures against a bare insert of the same rows`,
    measured: {
      signaturesPerSecond: Math.round((signatures * 1000) / times.api),
      bareRowsPerSecond: Math.round((signatures * 1000) / times.raw),
    },
    ratio: rounded(times.raw / times.api),
    promise: 'reported',
    kept: true,
  };
}

/** A household signs both papers before its worker. */
export function signing(door: FreshDoor, { versions }: Place, ink: object) {
  const now = Date.now();
  const versionOf = (template: string) => versions.find(({ templateKey }) => templateKey === template)!.versionId;
  return {
    id: uuid7(),
    kind: 'papers.sign',
    schema: 1,
    happenedAt: now,
    payload: {
      doorId: door.id,
      method: 'witnessed',
      papers: templates.map((template) => ({
        id: uuid7(),
        versionId: versionOf(template),
        openedAt: now - 40_000,
        dwellMs: 20_000,
        reachedEnd: true,
        playedMs: 0,
      })),
      signer: { residentId: door.residentId, name: '测试', relation: 'head', capacity: 'household' },
      mark: 'drawn',
      ink,
      signedAt: now,
    },
  };
}

export async function pushAll(client: Client, token: string, body: string): Promise<void> {
  const { results } = await client.post<{ results: { result: string }[] }>('/sync/push', token, body);
  const refused = results.find(({ result }) => result !== 'stored');
  if (refused) throw new Error(`a sitting was not stored: ${JSON.stringify(refused)}`);
}

/** The rows that the push wrote, under other names. */
async function copiesOf(tables: RawTables, sittingIds: readonly string[]): Promise<TableRows[]> {
  const rows = async (table: string, column: string): Promise<Row[]> => {
    const ids = anyOf(column, sittingIds);
    return tables.query(`SELECT * FROM ${table} WHERE ${ids.sql}`, ids.parameters);
  };
  const renamed = (found: Row[], ...columns: string[]) =>
    found.map((row) => ({ ...row, ...Object.fromEntries(columns.map((column) => [column, uuid7().slice(-32)])) }));
  return [
    { table: 'commands', rows: renamed(await rows('commands', 'id'), 'id') },
    { table: 'sittings', rows: renamed(await rows('sittings', 'id'), 'id') },
    { table: 'signatures', rows: renamed(await rows('signatures', 'sitting_id'), 'id', 'code') },
    { table: 'events', rows: renamed(await rows('events', 'subject_id'), 'id') },
  ];
}

async function timed(work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}
