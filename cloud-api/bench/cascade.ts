import { setTimeout as pause } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { v7 as uuid7 } from 'uuid';
import type { County } from '../demo/county.js';
import { Role } from '../src/common/auth/index.js';
import { Database } from '../src/common/database/index.js';
import { Escalations } from '../src/modules/cascade/index.js';
import { GroupAligner } from '../src/modules/chat-groups/index.js';
import { PeopleService } from '../src/modules/people/index.js';
import { Level, RegionsService } from '../src/modules/regions/index.js';
import { Client, runConcurrently } from './client.js';
import { type Result, say, type Scale } from './result.js';
import { type Site, signIn, type Stand } from './stand.js';
import { mean, median, percentile, rounded } from './statistics.js';

const place = { code: '341823', gridsPerVillage: 4, visits: 0 };
const groupsPerVillage = 9;
const directives = 12;
const readers = 8;
const boardReads = 1_600;
const openRelays = 100_000;
const promised = { publish: 1_000, growth: 1.3, board: 50, sweep: 2_000 };
const writeEveryMs = 100;

interface CascadeSite extends Site {
  approverToken: string;
  groups: number;
  residents: number;
}

/** P4: publishing to all groups of a county, whatever its members; CB: its live board; ES: the sweep over open hops. */
export async function measureCascade(stand: Stand, scale: Scale): Promise<Result[]> {
  const full = await buildCascade(stand, scale.doors);
  const tenth = await buildCascade(stand, scale.doors / 10);
  const [published, fewer] = [await publishAll(stand, full), await publishAll(stand, tenth)];
  const board = await readBoards(stand, full, published.ids[0]!);
  const sweep = await sweepOpen(stand, full);
  const growth = median(published.taken) / median(fewer.taken);
  const slowest = Math.max(...published.taken);
  const p99 = percentile(board, 0.99);
  say(`P4 ${stand.kind}: slowest ${slowest.toFixed(0)} ms, ${growth.toFixed(2)} × a tenth of the members`);
  say(
    `CB ${stand.kind}: p99 ${p99.toFixed(1)} ms; ES ${stand.kind}: ${sweep.one.toFixed(0)} ms, all ${sweep.all.toFixed(0)} ms`,
  );
  return [
    {
      id: 'P4',
      database: stand.kind,
      what: `a directive to ${full.groups} groups with ${full.residents} members, and with ${tenth.residents}`,
      measured: {
        medianMilliseconds: rounded(median(published.taken)),
        slowestMilliseconds: rounded(slowest),
        medianMillisecondsAtTenth: rounded(median(fewer.taken)),
      },
      ratio: rounded(growth),
      promise: `≤ ${promised.publish} ms until durable and ≤ ${promised.growth} × a tenth of the members`,
      kept: slowest <= promised.publish && growth <= promised.growth,
    },
    {
      id: 'CB',
      database: stand.kind,
      what: `the live board of ${full.groups} groups, ${readers} readers, while somebody urges ${1000 / writeEveryMs} times a second`,
      measured: {
        p50Milliseconds: rounded(median(board)),
        p99Milliseconds: rounded(p99),
        meanMilliseconds: rounded(mean(board)),
      },
      ratio: null,
      promise: `p99 ≤ ${promised.board} ms`,
      kept: p99 <= promised.board,
    },
    {
      id: 'ES',
      database: stand.kind,
      what: `a sweep over ${openRelays} open hops, of which those of one directive are due`,
      measured: {
        idleMilliseconds: rounded(sweep.idle),
        oneDirectiveMilliseconds: rounded(sweep.one),
        dueOfOneDirective: sweep.due,
        allDueMilliseconds: rounded(sweep.all),
      },
      ratio: null,
      promise: `≤ ${promised.sweep} ms`,
      kept: sweep.one <= promised.sweep,
    },
  ];
}

async function buildCascade(stand: Stand, doors: number): Promise<CascadeSite> {
  let approverToken = '';
  let groups = 0;
  let residents = 0;
  const site = await stand.build({ ...place, doors }, async (app, county) => {
    await drawGroups(app, county);
    await app.get(GroupAligner).align(county.plan.id);
    approverToken = await secondOffice(app, county);
    groups = await countOf(app, 'chat_groups');
    residents = await countOf(app, 'residents');
  });
  return { ...site, approverToken, groups, residents };
}

/** The county's own villages have two to four 村民小组; here each gets as many as make 1,300 groups. */
async function drawGroups(app: INestApplicationContext, { region }: County): Promise<void> {
  const [database, regions, people] = [app.get(Database), app.get(RegionsService), app.get(PeopleService)];
  const villages = await database.query<{ id: number; size: number }>(
    `SELECT v.id, (SELECT COUNT(*) FROM regions g WHERE g.parent_id = v.id AND g.level = 'group') AS size
       FROM regions v WHERE v.level = 'village' AND v.path LIKE ?`,
    [`${region.path}%`],
  );
  const records = await regions.byIds(
    database,
    villages.map(({ id }) => id),
  );
  for (const { id, size } of villages) {
    await database.transaction(async (transaction) => {
      const missing = Math.max(0, groupsPerVillage - Number(size));
      const names = Array.from({ length: missing }, (_, index) => ({ level: Level.Group, name: `添${index + 1}组` }));
      for (const group of await regions.insertLocal(transaction, null, records.get(id)!, names)) {
        const posts = [{ role: Role.GroupLeader, regionId: group.id }];
        await people.createStaff(transaction, { name: '组长', phone: null, posts }, null);
      }
    });
  }
}

async function secondOffice(app: INestApplicationContext, { region }: County): Promise<string> {
  const posts = [{ role: Role.CountyOffice, regionId: region.id }];
  const member = { name: '副主任', phone: null, posts };
  const id = await app
    .get(Database)
    .transaction((transaction) => app.get(PeopleService).createStaff(transaction, member, null));
  return signIn(app, id);
}

async function countOf(app: INestApplicationContext, table: string): Promise<number> {
  const [row] = await app.get(Database).query<{ size: number }>(`SELECT COUNT(*) AS size FROM ${table}`);
  return Number(row!.size);
}

/** Milliseconds of each approval: it is what publishes. */
async function publishAll(stand: Stand, site: CascadeSite): Promise<{ ids: string[]; taken: number[] }> {
  const api = await stand.serve(site);
  const client = new Client(api.origin, 1);
  const ids: string[] = [];
  const taken: number[] = [];
  try {
    for (let index = 0; index <= directives; index += 1) {
      const draft = draftOf(site);
      const drafted = await client.post<Revised>('/directives', site.officeToken, JSON.stringify(draft));
      const asked = await client.post<Revised>(`/directives/${draft.id}/publish`, site.officeToken, based(drafted));
      const begun = performance.now();
      await client.post(`/directives/${draft.id}/approve`, site.approverToken, based(asked));
      if (index > 0) taken.push(performance.now() - begun);
      ids.push(draft.id);
    }
    return { ids, taken };
  } finally {
    client.close();
    await api.stop();
  }
}

interface Revised {
  revision: number;
}

function based({ revision }: Revised): string {
  return JSON.stringify({ baseRevision: revision });
}

function draftOf({ county }: Site) {
  return {
    id: uuid7(),
    planId: county.plan.id,
    regionId: county.region.id,
    kind: 'alert',
    severity: 'critical',
    content: { title: '冒充社保补缴短信', body: '不要点短信里的链接，不要报验证码。' },
    targets: { chains: [], regionIds: [], audiences: [], deepestLevel: 3 },
  };
}

async function readBoards(stand: Stand, site: CascadeSite, id: string): Promise<number[]> {
  const api = await stand.serve(site);
  const client = new Client(api.origin, readers + 1);
  let isOver = false;
  const late = await client.get<{ items: { id: string }[] }>(`/directives/${id}/relays?limit=200`, site.officeToken);
  const write = async () => {
    for (let index = 0; !isOver; index += 1) {
      const relayIds = [late.items[index % late.items.length]!.id];
      await client.post('/relays/urges', site.officeToken, JSON.stringify({ relayIds }));
      await pause(writeEveryMs);
    }
  };
  const read = () => client.get(`/directives/${id}/cascade`, site.officeToken);
  try {
    await runConcurrently(
      Array.from({ length: 50 }, () => read),
      readers,
    );
    const writing = write();
    const { latencies } = await runConcurrently(
      Array.from({ length: boardReads }, () => read),
      readers,
    );
    isOver = true;
    await writing;
    return latencies;
  } finally {
    client.close();
    await api.stop();
  }
}

/** Milliseconds of a sweep when nothing is due, when the hops of one directive are, and when all are. */
async function sweepOpen(stand: Stand, site: CascadeSite) {
  const app = await stand.open(site);
  try {
    const database = app.get(Database);
    const due = await openHops(database, site);
    const idle = await sweep(app);
    await dueNow(database, 'version_id = (SELECT MIN(version_id) FROM relays WHERE opened_at IS NOT NULL)');
    const one = await sweep(app);
    await dueNow(database, 'opened_at IS NOT NULL');
    return { due, idle, one, all: await sweep(app) };
  } finally {
    await app.close();
  }
}

async function sweep(app: INestApplicationContext): Promise<number> {
  const begun = performance.now();
  while ((await app.get(Escalations).takeDue()) > 0);
  return performance.now() - begun;
}

function dueNow(database: Database, which: string): Promise<number> {
  return database.transaction((transaction) =>
    transaction.execute(`UPDATE relays SET next_step_at = ? WHERE ${which}`, [Date.now() - 1]),
  );
}

/** As many open hops as the promise speaks of: copies of a published version, none of them due yet. */
async function openHops(database: Database, { groups }: CascadeSite): Promise<number> {
  const [version] = await database.query<{ id: string; directiveId: string }>(
    'SELECT id, directive_id AS directiveId FROM directive_versions LIMIT 1',
  );
  const columns =
    'directive_id, kind, severity, title, content, targets, hash, group_count, published_at, published_by';
  const later = Date.now() + 86_400_000;
  await database.transaction((transaction) =>
    transaction.execute('UPDATE relays SET next_step_at = NULL, closed_at = 1 WHERE closed_at IS NULL'),
  );
  for (let copy = 0; copy * groups < openRelays; copy += 1) {
    await database.transaction(async (transaction) => {
      const id = uuid7();
      await transaction.execute(
        `INSERT INTO directive_versions (id, number, ${columns}) SELECT ?, ?, ${columns} FROM directive_versions WHERE id = ?`,
        [id, 1000 + copy, version!.id],
      );
      const rows = await transaction.query<{ groupId: string; level: number }>(
        'SELECT group_id AS groupId, level FROM relays WHERE version_id = ?',
        [version!.id],
      );
      await transaction.insert(
        'relays',
        rows.map(({ groupId, level }) => ({
          id: uuid7(),
          version_id: id,
          group_id: groupId,
          level,
          opened_at: Date.now() - 60_000,
          due_at: Date.now() + 60_000,
          chain_due_at: later,
          next_step_at: later,
        })),
      );
    });
  }
  return groups;
}
