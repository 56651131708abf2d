import type { INestApplicationContext } from '@nestjs/common';
import { Role } from '../src/common/auth/index.js';
import { Database } from '../src/common/database/index.js';
import { nameKeys } from '../src/modules/doors/index.js';
import { PeopleService } from '../src/modules/people/index.js';
import { idsOfPath, Level, officialPlaces, RegionsService } from '../src/modules/regions/index.js';
import type { ApiProcess } from '../test/harness/api-process.js';
import { type County, relaxed, share } from '../demo/county.js';
import { Client, runConcurrently } from './client.js';
import { type BuiltHousehold, dice, fillWithHouseholds, inventName } from './households.js';
import { type Result, say, type Scale } from './result.js';
import { signIn, type Stand } from './stand.js';
import { percentile, rounded } from './statistics.js';

const promisedP99 = 50;
const readers = 2;
const warmingSearches = 30;

/** What people type, by kind; each is asked in the county, a township and a village. */
const kinds = [
  'name',
  'given name',
  'surname',
  'commonest surname',
  'pinyin',
  'initials',
  'one letter',
  'code',
  'phone',
  'last four',
  'nobody',
] as const;
type Kind = (typeof kinds)[number];

/** Where somebody searches, and with whose session. */
interface Place {
  level: string;
  regionId: number;
  token: string;
}

/** The same database holds a second county, a fifth of all, in which nobody bears the commonest surname of the first. */
interface Searched {
  known: BuiltHousehold[];
  second: Place;
  inside: { level: string; regionId: number }[];
}

const secondShare = 0.2;
const commonest = '王';

/** P5: doors among half a million households by what people type, in the county, in a township and in a village. */
export async function measureDoorSearch(stand: Stand, scale: Scale): Promise<Result> {
  const county = { code: '341823', gridsPerVillage: 10, doors: 0, visits: 0 };
  let searched: Searched | undefined;
  const site = await stand.build(county, async (app, built) => {
    searched = await fill(app, built, scale.households);
  });
  const { known, second, inside } = searched!;
  const places = inside.map((place) => ({ ...place, token: site.officeToken }));
  const api = await stand.serve(site);
  const measured: Result['measured'] = {};
  const slowest: number[] = [];
  try {
    const note = (what: string, latencies: readonly number[]) => {
      slowest.push(percentile(latencies, 0.99));
      measured[what] = {
        p50Milliseconds: rounded(percentile(latencies, 0.5)),
        p99Milliseconds: rounded(percentile(latencies, 0.99)),
      };
    };
    // A server that has been asked before, as one in use has.
    for (const kind of kinds) {
      for (const place of places) await ask(api, place, textsOf(kind, known, warmingSearches));
    }
    for (const kind of kinds) {
      for (const place of places) {
        note(`${kind} ${place.level}`, await ask(api, place, textsOf(kind, known, scale.searches)));
      }
    }
    note('nobody here', await ask(api, second, Array<string>(scale.searches).fill(commonest)));
  } finally {
    await api.stop();
  }
  const worst = Math.max(...slowest);
  say(`P5 ${stand.kind}: p99 of the slowest kind ${worst.toFixed(1)} ms`);
  return {
    id: 'P5',
    database: stand.kind,
    what: `search among ${scale.households} households, ${readers} readers`,
    measured,
    ratio: null,
    promise: `p99 ≤ ${promisedP99} ms`,
    kept: worst <= promisedP99,
  };
}

async function fill(app: INestApplicationContext, first: County, households: number): Promise<Searched> {
  const known: BuiltHousehold[] = [];
  const roll = dice(7);
  const inSecond = Math.round(households * secondShare);
  await relaxed(app.get(Database), async () => {
    for (const [index, { gridId }] of first.workers.entries()) {
      const count = share(households - inSecond, first.workers.length, index);
      const built = await fillWithHouseholds(app, gridId, count, () => inventName(roll), roll);
      known.push(...built.slice(0, 10));
    }
  });
  const other = await drawSecondCounty(app);
  const name = (): string => {
    const drawn = inventName(roll);
    return drawn.startsWith(commonest) ? name() : drawn;
  };
  await relaxed(app.get(Database), async () => {
    for (const [index, gridId] of other.gridIds.entries()) {
      await fillWithHouseholds(app, gridId, share(inSecond, other.gridIds.length, index), name, roll);
    }
  });
  const grid = (await app.get(RegionsService).byIds(app.get(Database), [first.workers[0]!.gridId])).values().next();
  const [village, township] = idsOfPath(grid.value!.path).reverse().slice(1);
  return {
    known,
    second: { level: 'county', regionId: other.regionId, token: await signIn(app, other.officeId) },
    inside: [
      { level: 'county', regionId: first.region.id },
      { level: 'township', regionId: township! },
      { level: 'village', regionId: village! },
    ],
  };
}

/** Another county in the same database, with nothing but its grids and an office. */
async function drawSecondCounty(app: INestApplicationContext) {
  const regions = app.get(RegionsService);
  const code = '140522';
  const places = officialPlaces(code);
  return app.get(Database).transaction(async (transaction) => {
    await regions.insertOfficial(transaction, places);
    const known = await regions.byCodes(
      transaction,
      places.map((place) => place.code),
    );
    const gridIds: number[] = [];
    for (const village of places.filter(({ level }) => level === Level.Village)) {
      const drafts = ['第一网格', '第二网格'].map((name) => ({ level: Level.Grid, name }));
      const grids = await regions.insertLocal(transaction, null, known.get(village.code)!, drafts);
      gridIds.push(...grids.map(({ id }) => id));
    }
    const regionId = known.get(code.padEnd(12, '0'))!.id;
    const office = { name: '平安办', phone: null, posts: [{ role: Role.CountyOffice, regionId }] };
    const officeId = await app.get(PeopleService).createStaff(transaction, office, null);
    return { regionId, officeId, gridIds };
  });
}

function textsOf(kind: Kind, known: readonly BuiltHousehold[], count: number): string[] {
  const roll = dice(count);
  return Array.from({ length: count }, () => textOf(kind, known[roll(known.length)]!, roll));
}

function textOf(kind: Kind, { name, code, phone }: BuiltHousehold, roll: (below: number) => number): string {
  const [, full = '', initials = ''] = soundOf(name);
  const texts: Record<Kind, string> = {
    name,
    'given name': name.slice(1),
    surname: name[0]!,
    'commonest surname': commonest,
    pinyin: full.slice(0, 3 + roll(full.length)),
    initials,
    'one letter': initials[0]!,
    code,
    phone,
    'last four': phone.slice(-4),
    nobody: `${name}${name}`,
  };
  return texts[kind];
}

/** The name, its sound and its initials, as keys hold them. */
function soundOf(name: string): string[] {
  const keys = nameKeys(name).map((key) => key.slice(1));
  return [name, ...keys.filter((key) => /^[a-z]+$/.test(key))];
}

async function ask(api: ApiProcess, { regionId, token }: Place, texts: readonly string[]): Promise<number[]> {
  const client = new Client(api.origin, readers);
  const tasks = texts.map((text) => () => {
    return client.get(`/doors?regionId=${regionId}&q=${encodeURIComponent(text)}`, token);
  });
  try {
    return (await runConcurrently(tasks, readers)).latencies;
  } finally {
    client.close();
  }
}
