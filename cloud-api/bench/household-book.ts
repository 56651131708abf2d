import { setTimeout as pause } from 'node:timers/promises';
import { v7 as uuid7 } from 'uuid';
import { writeSheets } from '../src/common/spreadsheet/index.js';
import { numberedName } from '../src/modules/regions/index.js';
import type { ApiProcess } from '../test/harness/api-process.js';
import { readBoardUntilStopped, watchWorker } from './background.js';
import { Client } from './client.js';
import { MemoryWatch } from './memory.js';
import { type Result, say, type Scale } from './result.js';
import type { Site, Stand } from './stand.js';
import { percentile, rounded } from './statistics.js';

const promisedSeconds = 60;
const promisedMegabytes = 350;
const personsPerHousehold = 3;
const gridsPerVillage = 10;
const pollMs = 250;

/**
 * P7: the household book of a whole county, one row per person, from the upload to the last door counted, while somebody
 * reads the county's board again and again.
 */
export async function measureHouseholdBook(stand: Stand, scale: Scale): Promise<Result> {
  const site = await stand.build({ code: '341823', gridsPerVillage, doors: 0, visits: 0 });
  const api = await stand.serve(site);
  const memory = new MemoryWatch(api.pid);
  const client = new Client(api.origin, 4);
  const board = readBoardUntilStopped(client, site);
  try {
    const file = await book(site, client, scale.bookHouseholds);
    const begun = performance.now();
    const seconds = () => rounded((performance.now() - begun) / 1000, 1);
    const worker = watchWorker(api.pid);
    const id = await upload(api, site, file);
    await reached(client, site, id, 'mapping');
    const mapping = (await read<{ mapping: object }>(client, site, `/imports/${id}`)).mapping;
    const mapped = seconds();
    await client.post(`/imports/${id}/check`, site.officeToken, JSON.stringify(mapping));
    const { outcome } = await reached(client, site, id, 'checked');
    const checked = seconds();
    await client.post(`/imports/${id}/publish`, site.officeToken, JSON.stringify({ mode: 'all_or_nothing' }));
    await reached(client, site, id, 'published');
    const published = seconds();
    await counted(client, site, scale.bookHouseholds);
    const all = seconds();
    const latencies = await board.stop();
    const peak = memory.stop();
    say(
      `P7 ${stand.kind}: ${scale.bookHouseholds} households in ${all} s (published after ${published} s), API ${peak.toFixed(0)} MB`,
    );
    return {
      id: 'P7',
      database: stand.kind,
      what: `household book of ${scale.bookHouseholds} households, ${outcome.rows} rows, ${(file.length / 1e6).toFixed(1)} MB`,
      measured: {
        secondsUntilMapped: mapped,
        secondsUntilChecked: checked,
        secondsUntilPublished: published,
        secondsUntilCounted: all,
        peakMegabytesApi: Math.round(peak),
        peakMegabytesWorker: Math.round(worker.stop()),
        boardMeanwhile: {
          reads: latencies.length,
          p50Milliseconds: rounded(percentile(latencies, 0.5)),
          p99Milliseconds: rounded(percentile(latencies, 0.99)),
        },
      },
      ratio: null,
      promise: `≤ ${promisedSeconds} s off the request thread, API ≤ ${promisedMegabytes} MB`,
      kept: all <= promisedSeconds && peak <= promisedMegabytes,
    };
  } finally {
    await board.stop();
    client.close();
    await api.stop();
  }
}

/** One row per person over all grids of the county. */
async function book(site: Site, client: Client, households: number): Promise<Buffer> {
  const villages = await villagesOf(site, client);
  const heads = ['乡镇', '村', '网格', '户号', '户主', '姓名', '与户主关系', '出生年月', '联系电话', '住址'];
  function* rows() {
    for (let number = 0; number < households; number += 1) {
      const village = villages[number % villages.length]!;
      const grid = Math.floor(number / villages.length) % gridsPerVillage;
      const head = nameOf(number);
      for (let person = 0; person < personsPerHousehold; person += 1) {
        yield {
          cells: [
            village.township,
            village.name,
            numberedName('grid', grid + 1),
            `${grid + 1}-${number}`,
            head,
            person === 0 ? head : `${nameOf(number * 7 + person)}${['', '凤', '龙'][person]!}`,
            ['户主', '妻', '长子'][person]!,
            `${1950 + ((number + person * 11) % 50)}-${String(1 + (number % 12)).padStart(2, '0')}`,
            person === 2 ? null : `19${String(900_000_000 + number * 2 + person)}`,
            `${village.name}${1 + (number % 300)}号`,
          ],
        };
      }
    }
  }
  return writeSheets({ sheets: [{ name: '户册', columns: heads.map((head) => ({ head, width: 12 })), rows: rows() }] });
}

async function villagesOf(site: Site, client: Client): Promise<{ township: string; name: string }[]> {
  type Regions = { items: { id: number; name: string }[] };
  const below = (id: number) => read<Regions>(client, site, `/regions?parentId=${id}`);
  const villages: { township: string; name: string }[] = [];
  for (const township of (await below(site.county.region.id)).items) {
    const named = (await below(township.id)).items;
    villages.push(...named.map(({ name }) => ({ township: township.name, name })));
  }
  const once = new Map<string, number>();
  for (const { name } of villages) once.set(name, (once.get(name) ?? 0) + 1);
  // A book that names two villages alike does not say which it means.
  return villages.filter(({ name }) => once.get(name) === 1);
}

const surnames = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜';
const given = '国建伟芳秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂';

function nameOf(number: number): string {
  const letter = (from: string, index: number) => from[index % from.length]!;
  return letter(surnames, number) + letter(given, number * 3 + 1) + letter(given, Math.floor(number / 25) + 7);
}

async function upload(api: ApiProcess, site: Site, file: Buffer): Promise<string> {
  const id = uuid7();
  const form = new FormData();
  form.set('id', id);
  form.set('kind', 'household_book');
  form.set('regionId', String(site.county.region.id));
  form.set('file', new Blob([new Uint8Array(file)]), '户册.xlsx');
  const headers = { authorization: `Bearer ${site.officeToken}` };
  const answer = await fetch(`${api.origin}/api/imports`, { method: 'POST', headers, body: form });
  if (!answer.ok) throw new Error(`the upload was answered with ${answer.status}: ${await answer.text()}`);
  return id;
}

interface ImportState {
  state: string;
  error: string | null;
  outcome: { rows: number; bad: number };
}

async function reached(client: Client, site: Site, id: string, state: string): Promise<ImportState> {
  for (;;) {
    const now = await read<ImportState>(client, site, `/imports/${id}`);
    if (now.state === state && now.error === null) return now;
    if (now.error !== null) throw new Error(`the import is ${now.state}: ${now.error}`);
    await pause(pollMs);
  }
}

async function counted(client: Client, site: Site, households: number): Promise<void> {
  type Board = { totals: { total: number } };
  for (;;) {
    const { totals } = await read<Board>(client, site, `/coverage?regionId=${site.county.region.id}`);
    if (totals.total === households) return;
    await pause(pollMs);
  }
}

function read<T = unknown>(client: Client, site: Site, path: string): Promise<T> {
  return client.get<T>(path, site.officeToken);
}
