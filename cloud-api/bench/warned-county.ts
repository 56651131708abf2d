import type { INestApplicationContext } from '@nestjs/common';
import { v7 as uuid7 } from 'uuid';
import { Chance } from '../demo/chance.js';
import { type County, relaxed, share } from '../demo/county.js';
import { canonicalJson } from '../src/common/crypto/index.js';
import { Database, type Row } from '../src/common/database/index.js';
import { EventWorker } from '../src/common/events/index.js';
import { ResidentTag } from '../src/modules/plans/index.js';
import { Level, RegionsService } from '../src/modules/regions/index.js';
import { inventName } from './households.js';
import { say } from './result.js';
import { signIn } from './stand.js';

export interface WarnedSize {
  groups: number;
  directives: number;
  residents: number;
  /** Villagers of any groups who have signed in, and who read. */
  readers: number;
}

export interface WarnedCounty {
  groups: number;
  villagers: string[];
  /** Has a part in every group. */
  overseer: string;
}

const perDoor = 3;
const doorsPerInsert = 2_000;
const hourMs = 3_600_000;
/** Of the directives, in hundredths: for all, for an audience, for those in office, amended once, recalled lately. */
const kinds = [
  { until: 70, kind: 'alert', audiences: [] },
  { until: 80, kind: 'tip', audiences: [ResidentTag.Elderly] },
  { until: 90, kind: 'tip', audiences: [ResidentTag.FinanceStaff] },
  { until: 100, kind: 'instruction', audiences: [] },
] as const;
const amended = 0.1;
const recalled = 0.03;
const opened = 0.3;

/**
 * Fills a county with 村民小组, the groups that its plan's rules make of them, villagers, and directives that each came to
 * every group, by plain inserts: rows are what publishing and reading write.
 */
export async function fillWithWarnings(
  app: INestApplicationContext,
  county: County,
  size: WarnedSize,
): Promise<WarnedCounty> {
  const database = app.get(Database);
  const chance = new Chance(96110);
  let made: WarnedCounty | undefined;
  await relaxed(database, async () => {
    await drawGroups(app, county, size.groups);
    const groups = await groupsOf(database, county.plan.id);
    const readers = await settle(app, chance, size);
    const directiveIds = await publish(database, county, groups, size.directives, chance);
    await read(database, readers, directiveIds, chance);
    await oversee(database, county.officeId, groups);
    const villagers: string[] = [];
    for (const personId of readers) villagers.push(await signIn(app, personId));
    made = { groups: groups.length, villagers, overseer: await signIn(app, county.officeId) };
  });
  say(`${made!.groups} groups, ${size.residents} residents and ${size.directives} directives filled in`);
  return made!;
}

/** 村民小组 until, with the groups of villages and units, there are so many groups. */
async function drawGroups(app: INestApplicationContext, { region }: County, wanted: number): Promise<void> {
  const database = app.get(Database);
  const regions = app.get(RegionsService);
  await app.get(EventWorker).runOnce();
  const [before] = await database.query<{ size: number }>('SELECT COUNT(*) AS size FROM chat_groups');
  const villages = await database.query<{ id: number }>(
    `SELECT id FROM regions WHERE level = 'village' AND path LIKE ? ORDER BY id`,
    [`${region.path}%`],
  );
  const missing = wanted - Number(before!.size);
  for (const [index, { id }] of villages.entries()) {
    const names = Array.from({ length: share(missing, villages.length, index) }, (_, number) => `新${number + 1}组`);
    await database.transaction(async (transaction) => {
      const village = await regions.lock(transaction, id);
      const drafts = names.map((name) => ({ level: Level.Group, name }));
      if (drafts.length > 0) await regions.insertLocal(transaction, null, village, drafts);
    });
  }
  await app.get(EventWorker).runOnce();
}

interface KnownGroup {
  id: string;
  level: number;
}

function groupsOf(database: Database, planId: string): Promise<KnownGroup[]> {
  return database.query<KnownGroup>(
    'SELECT id, level FROM chat_groups WHERE plan_id = ? AND closed_at IS NULL ORDER BY level, id',
    [planId],
  );
}

/** Households in every 村民小组; a few of their people have signed in, and their ids are the answer. */
async function settle(app: INestApplicationContext, chance: Chance, size: WarnedSize): Promise<string[]> {
  const database = app.get(Database);
  const places = await database.query<{ groupId: number; gridId: number }>(
    `SELECT g.id AS groupId, MIN(l.id) AS gridId FROM regions g JOIN regions l ON l.parent_id = g.parent_id AND l.level = 'grid'
      WHERE g.level = 'group' GROUP BY g.id ORDER BY g.id`,
  );
  const roll = (below: number) => chance.whole(0, below - 1);
  const doors = Math.floor(size.residents / perDoor);
  const readers: string[] = [];
  for (let done = 0; done < doors; done += doorsPerInsert) {
    const count = Math.min(doorsPerInsert, doors - done);
    const rows: Record<'doors' | 'residents' | 'people', Row[]> = { doors: [], residents: [], people: [] };
    for (let index = 0; index < count; index += 1) {
      const place = chance.pick(places);
      const id = uuid7();
      const names = Array.from({ length: perDoor }, () => inventName(roll));
      const door = { id, kind: 'household', code: `${done + index}`, name: names[0]!, address: '' };
      const where = { grid_id: place.gridId, group_id: place.groupId };
      rows.doors.push({ ...door, ...where, leaf_version: 0, created_at: 0 });
      const residents = names.map((name, position) => ({
        id: uuid7(),
        door_id: id,
        position,
        name,
        relation: position === 0 ? 'head' : 'other',
        tags: chance.happens(0.2) ? '["elderly"]' : '[]',
      }));
      rows.residents.push(...residents);
      if (readers.length < Math.ceil(((done + index + 1) / doors) * size.readers)) {
        const person = { id: uuid7(), name: names[0]!, resident_id: residents[0]!.id, created_at: 0 };
        rows.people.push(person);
        readers.push(person.id);
      }
    }
    await database.transaction(async (transaction) => {
      for (const [table, written] of Object.entries(rows)) await transaction.insert(table, written);
    });
  }
  return readers;
}

/** One every hour up to now; the amended ones came twice. */
async function publish(
  database: Database,
  { plan, region, officeId }: County,
  groups: readonly KnownGroup[],
  count: number,
  chance: Chance,
): Promise<string[]> {
  const ids: string[] = [];
  const now = Date.now();
  for (let index = 0; index < count; index += 1) {
    const id = uuid7();
    const publishedAt = now - (count - index) * hourMs;
    const { kind, audiences } = kinds.find(({ until }) => chance.whole(0, 99) < until) ?? kinds[0];
    const recalledAt = chance.happens(recalled) ? publishedAt + hourMs / 2 : null;
    const content = { title: `预警${index}`, body: '凡是先垫钱的都是诈骗。'.repeat(20), fraudType: 'fake_rebate' };
    const versions = Array.from({ length: chance.happens(amended) ? 2 : 1 }, (_, version) => ({
      id: uuid7({ msecs: publishedAt + version * 60_000 }),
      directive_id: id,
      number: version + 1,
      kind,
      severity: 'normal',
      title: content.title,
      content: canonicalJson({ ...content, photoIds: [], clip: null }),
      targets: canonicalJson({ chains: [], regionIds: [], audiences, deepestLevel: 3 }),
      hash: '',
      group_count: groups.length,
      published_at: publishedAt + version * 60_000,
      published_by: officeId,
    }));
    const relays = versions.flatMap((version) =>
      groups.map((group) => ({
        id: uuid7(),
        version_id: version.id,
        group_id: group.id,
        level: group.level,
        chain_due_at: publishedAt + hourMs,
        signed_at: publishedAt,
        pushed_at: publishedAt,
        proved_at: publishedAt,
      })),
    );
    await database.transaction(async (transaction) => {
      await transaction.insert('directives', [
        {
          id,
          plan_id: plan.id,
          region_id: region.id,
          state: recalledAt === null ? 'published' : 'recalled',
          draft: '{}',
          created_by: officeId,
          created_at: publishedAt,
          current_version_id: versions.at(-1)!.id,
          published_at: publishedAt,
          recalled_at: recalledAt,
        },
      ]);
      await transaction.insert('directive_versions', versions);
      await transaction.insert('relays', relays);
    });
    ids.push(id);
    if (index % 250 === 0) say(`${index} directives published`);
  }
  return ids;
}

async function read(
  database: Database,
  readers: readonly string[],
  directiveIds: readonly string[],
  chance: Chance,
): Promise<void> {
  for (const personId of readers) {
    const rows = directiveIds
      .filter(() => chance.happens(opened))
      .map((directiveId) => ({ person_id: personId, directive_id: directiveId, opened_at: Date.now() }));
    await database.transaction((transaction) => transaction.insert('warning_readings', rows));
  }
}

async function oversee(database: Database, personId: string, groups: readonly KnownGroup[]): Promise<void> {
  const rows = groups.map(({ id }) => ({
    group_id: id,
    person_id: personId,
    part: 'member',
    label: '平安办',
    origin: 'added',
  }));
  await database.transaction((transaction) => transaction.insert('chat_group_people', rows));
}
