import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { v7 as uuid7 } from 'uuid';
import { Chance } from '../demo/chance.js';
import { inventInk } from '../demo/ink.js';
import { CertificateMaker } from '../src/modules/certificates/index.js';
import { SignatureReader } from '../src/modules/signatures/index.js';
import type { ApiProcess } from '../test/harness/api-process.js';
import { Client, runConcurrently } from './client.js';
import { DoorSupply } from './door-supply.js';
import { fillSignatures } from './filler-signatures.js';
import { openRawTables } from './raw-tables.js';
import { type Result, say, type Scale } from './result.js';
import { type Place, pushAll, signing } from './sealed-signatures.js';
import type { Site, Stand } from './stand.js';
import { median, percentile, rounded } from './statistics.js';

const township = { code: '341823103', gridsPerVillage: 4, doors: 2_000, visits: 0 };
const pushes = 20;
const sittingsPerPush = 10;
const readers = 2;
const promised = { page: 20, certificate: 500 };
const pollMs = 20;
/** Below what one address may look up in a minute. */
const lookUpsPerAddress = 100;
let lookUps = 0;

/** PA: the public page of papers signed for real among many, and their certificates. */
export async function measurePapers(stand: Stand, scale: Scale): Promise<Result> {
  const site = await stand.build(township, (app) => fillSignatures(app, scale.signatures));
  const api = await stand.serve(site);
  let pages: number[];
  let asked: number;
  let codes: string[];
  try {
    codes = await signForReal(api, site);
    await readPages(api, codes, codes.length);
    pages = await readPages(api, codes, scale.lookUps);
    asked = await askForOne(api, site);
  } finally {
    await api.stop();
  }
  const made = await makeCertificates(stand, site, codes.slice(0, scale.certificates));
  const [p99, slowest] = [percentile(pages, 0.99), percentile(made.slice(1), 0.99)];
  say(`PA ${stand.kind}: page p99 ${p99.toFixed(1)} ms, certificate ${median(made).toFixed(0)} ms`);
  return {
    id: 'PA',
    database: stand.kind,
    what: `the public page of a paper among ${scale.signatures} signatures, ${readers} readers; its certificate`,
    measured: {
      page: { p50Milliseconds: rounded(median(pages)), p99Milliseconds: rounded(p99) },
      certificate: {
        firstMilliseconds: rounded(made[0]!),
        medianMilliseconds: rounded(median(made.slice(1))),
        p99Milliseconds: rounded(slowest),
      },
      secondsFromAskingToFile: rounded(asked / 1000),
    },
    ratio: null,
    promise: `page p99 ≤ ${promised.page} ms, certificate ≤ ${promised.certificate} ms off the request thread`,
    kept: p99 <= promised.page && slowest <= promised.certificate,
  };
}

/** The codes of the papers, once the log has sealed all of them. */
async function signForReal(api: ApiProcess, site: Site): Promise<string[]> {
  const client = new Client(api.origin, 1);
  const supply = new DoorSupply(site);
  const ink = await inventInk(new Chance(7));
  const tables = await openRawTables(site);
  try {
    for (let round = 0; round < pushes; round += 1) {
      const errands = supply.take(round, sittingsPerPush);
      const { token } = errands[0]!;
      const { places } = await client.get<{ places: Place[] }>('/documents/current', token);
      const commands = errands.map(({ door }) => signing(door, places[0]!, ink));
      await pushAll(client, token, JSON.stringify({ sentAt: Date.now(), commands }));
    }
    const sealed = `SELECT s.code FROM commands c JOIN signatures s ON s.sitting_id = c.id
       JOIN events e ON e.subject_kind = 'sitting' AND e.subject_id = c.id WHERE e.sealed = 1`;
    const all = pushes * sittingsPerPush * 2;
    for (;;) {
      const rows = await tables.query(sealed, []);
      if (rows.length >= all) return rows.map(({ code }) => code as string);
      await pause(pollMs);
    }
  } finally {
    client.close();
    await tables.close();
  }
}

/** Milliseconds of each look-up; the papers come in no order. */
async function readPages({ origin }: ApiProcess, codes: readonly string[], count: number): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: readers });
  const chance = new Chance(count);
  const tasks = Array.from({ length: count }, () => {
    const code = codes[Math.floor(chance.next() * codes.length)]!;
    return () => readPage(`${origin}/verify/${code}`, agent);
  });
  const { latencies } = await runConcurrently(tasks, readers);
  agent.destroy();
  return latencies;
}

function readPage(url: string, agent: Agent): Promise<void> {
  const address = Math.floor(lookUps++ / lookUpsPerAddress);
  const headers = { 'x-forwarded-for': `10.9.${(address >> 8) & 255}.${address & 255}` };
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        if (Buffer.concat(chunks).includes('签名有效')) resolve();
        else reject(new Error(`the page answered ${answer.statusCode} and does not call the signature valid`));
      });
    });
    sent.on('error', reject);
    sent.end();
  });
}

/** From the request to the file, in milliseconds, with the process that makes it started for it. */
async function askForOne(api: ApiProcess, site: Site): Promise<number> {
  const client = new Client(api.origin, 1);
  const tables = await openRawTables(site);
  const [signature] = await tables.query(
    'SELECT s.id FROM signatures s JOIN commands c ON c.id = s.sitting_id LIMIT 1',
    [],
  );
  await tables.close();
  const begun = performance.now();
  const id = uuid7();
  await client.post('/certificates', site.officeToken, JSON.stringify({ id, signatureId: signature!.id }));
  for (;;) {
    const { state } = await client.get<{ state: string }>(`/certificates/${id}`, site.officeToken);
    if (state === 'done') break;
    if (state === 'failed') throw new Error('the certificate was not made');
    await pause(pollMs);
  }
  client.close();
  return performance.now() - begun;
}

/** Milliseconds from the record to the signed PDF, one after the other; the first opens the fonts and the key. */
async function makeCertificates(stand: Stand, site: Site, codes: readonly string[]): Promise<number[]> {
  const app = await stand.open(site);
  const [reader, maker] = [app.get(SignatureReader), app.get(CertificateMaker)];
  const taken: number[] = [];
  try {
    for (const code of codes) {
      const { record } = (await reader.inspectCode(code))!;
      const begun = performance.now();
      await maker.make(record);
      taken.push(performance.now() - begun);
    }
    return taken;
  } finally {
    await app.close();
  }
}
