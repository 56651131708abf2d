import { Role } from '../src/common/auth/index.js';
import type { RegionRecord } from '../src/modules/regions/index.js';
import type { DemoPlaces, DemoTownship } from './places.js';

export interface Post {
  role: Role;
  region: RegionRecord;
  name: string;
  trainedDaysAgo: number | null;
}

/** Which village has two 村主干. */
const villageOfTwoHeads = 3;
/** Beside the first 班主任, who goes to doors too. */
const moreTeachers = 2;

/** Those who only carry and watch directives; 片警, units and a second 村主干 where directives have gone down already. */
export function chainPosts({ campaign, townships }: DemoPlaces, name: () => string): Post[] {
  const post = (role: Role, region: RegionRecord): Post => ({ role, region, name: name(), trainedDaysAgo: null });
  return townships.flatMap((township) => [
    post(Role.TownshipChief, township.region),
    post(Role.PoliceChief, township.region),
    ...township.villages.flatMap(({ school }) => (school ? [post(Role.SchoolHead, school)] : [])),
    ...(campaign.hasDirectives ? [...ofVillages(township, post), ...ofUnits(township, post)] : []),
  ]);
}

function ofVillages({ villages }: DemoTownship, post: (role: Role, region: RegionRecord) => Post): Post[] {
  return [
    ...villages.map(({ region }) => post(Role.Police, region)),
    post(Role.VillageHead, villages[villageOfTwoHeads]!.region),
    ...villages.slice(0, 2).map(({ region }) => post(Role.Liaison, region)),
    ...villages.flatMap(({ school }) =>
      school ? Array.from({ length: moreTeachers }, () => post(Role.Teacher, school)) : [],
    ),
  ];
}

function ofUnits({ units }: DemoTownship, post: (role: Role, region: RegionRecord) => Post): Post[] {
  return units.flatMap(({ region, enterprise }) => [
    ...[Role.UnitHead, Role.UnitDeputy, Role.SectionHead, Role.Liaison].map((role) => post(role, region)),
    ...(enterprise ? [post(Role.UnitHead, enterprise)] : []),
  ]);
}
