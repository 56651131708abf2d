import type { Transaction } from '../src/common/database/index.js';
import {
  Level,
  numberedName,
  type NumberedLevel,
  officialPlaces,
  type RegionRecord,
  type RegionsService,
  UnitKind,
} from '../src/modules/regions/index.js';
import type { Campaign, Showcase } from './campaigns.js';
import type { Chance } from './chance.js';
import type { DemoServices } from './services.js';

export interface Point {
  latitude: number;
  longitude: number;
}

export interface DemoVillage {
  region: RegionRecord;
  showcase: Showcase | null;
  grids: RegionRecord[];
  groups: RegionRecord[];
  /** A school stands in the first village only. */
  school: RegionRecord | null;
  centre: Point;
}

/** A unit beside the villages, and the enterprise that it looks after. */
export interface DemoUnit {
  region: RegionRecord;
  enterprise: RegionRecord | null;
}

export interface DemoTownship {
  region: RegionRecord;
  villages: DemoVillage[];
  units: DemoUnit[];
}

/** A campaign with the places it runs in. */
export interface DemoPlaces {
  campaign: Campaign;
  region: RegionRecord;
  townships: DemoTownship[];
}

/** About three kilometres. */
const villageSpread = 0.03;
const unitsOfTownship: readonly { name: string; enterprise: string | null }[] = [
  { name: '供电所', enterprise: '青石水泥厂' },
  { name: '卫生院', enterprise: null },
  { name: '农商行营业部', enterprise: null },
];

/** Puts the official places into the tree and draws grids, 村民小组 and a school below the villages of the demo. */
export function drawPlaces(
  { database, regions }: DemoServices,
  campaign: Campaign,
  chance: Chance,
): Promise<DemoPlaces> {
  return database.transaction(async (transaction) => {
    const places = officialPlaces(campaign.import);
    await regions.insertOfficial(transaction, places);
    const known = await regions.byCodes(
      transaction,
      places.map(({ code }) => code),
    );
    const townships: DemoTownship[] = [];
    for (const { code, ...centre } of campaign.townships) {
      const below = places.filter(({ parentCode }) => parentCode === code).map((village) => known.get(village.code)!);
      const region = known.get(code)!;
      townships.push({
        region,
        villages: await drawVillages(transaction, regions, centre, below, campaign, chance),
        units: campaign.hasDirectives ? await drawUnits(transaction, regions, region) : [],
      });
    }
    return { campaign, region: known.get(campaign.region)!, townships };
  });
}

async function drawVillages(
  transaction: Transaction,
  regions: RegionsService,
  centre: Point,
  below: readonly RegionRecord[],
  { size, showcase }: Campaign,
  chance: Chance,
): Promise<DemoVillage[]> {
  const villages: DemoVillage[] = [];
  for (const village of below) {
    const isFirst = villages.length === 0;
    const drawnAs = showcase?.village === village.code ? showcase : null;
    const count = drawnAs ? drawnAs.grids.length : chance.whole(...size.gridsPerVillage);
    const drawn = await regions.insertLocal(transaction, null, village, [
      ...numbered(Level.Grid, count),
      ...numbered(Level.Group, chance.whole(...size.groupsPerVillage)),
      ...(isFirst ? [schoolOf(village)] : []),
    ]);
    villages.push({
      region: village,
      showcase: drawnAs,
      grids: drawn.filter(({ level }) => level === Level.Grid),
      groups: drawn.filter(({ level }) => level === Level.Group),
      school: drawn.find(({ level }) => level === Level.Unit) ?? null,
      centre: isFirst ? centre : near(centre, villageSpread, chance),
    });
  }
  return villages;
}

function schoolOf({ name }: RegionRecord) {
  return { level: Level.Unit, name: `${name.replace(/村?(?:社区)?$/, '')}小学`, unitKind: UnitKind.School };
}

async function drawUnits(
  transaction: Transaction,
  regions: RegionsService,
  township: RegionRecord,
): Promise<DemoUnit[]> {
  const draw = (parent: RegionRecord, name: string, unitKind: UnitKind) =>
    regions.insertLocal(transaction, null, parent, [{ level: Level.Unit, name, unitKind }]);
  const units: DemoUnit[] = [];
  for (const { name, enterprise: below } of unitsOfTownship) {
    const [region] = await draw(township, `${township.name}${name}`, UnitKind.Department);
    const [enterprise] = below === null ? [] : await draw(region!, below, UnitKind.Enterprise);
    units.push({ region: region!, enterprise: enterprise ?? null });
  }
  return units;
}

function numbered(level: NumberedLevel, count: number) {
  return Array.from({ length: count }, (_, index) => ({ level, name: numberedName(level, index + 1) }));
}

/** A point at most `spread` degrees away in each direction. */
export function near({ latitude, longitude }: Point, spread: number, chance: Chance): Point {
  const off = () => (chance.next() * 2 - 1) * spread;
  const rounded = (degrees: number) => Math.round(degrees * 1e6) / 1e6;
  return { latitude: rounded(latitude + off()), longitude: rounded(longitude + off()) };
}
