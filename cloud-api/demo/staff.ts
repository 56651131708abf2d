import { Actor, Role } from '../src/common/auth/index.js';
import { Level, type RegionRecord } from '../src/modules/regions/index.js';
import { chainPosts, type Post } from './chain-staff.js';
import { Chance } from './chance.js';
import { type InventedPhones, inventedName } from './names.js';
import type { DemoPlaces, DemoVillage } from './places.js';
import type { DemoServices } from './services.js';

export interface StaffMember {
  name: string;
  actor: Actor;
  trained: boolean;
}

/** Who holds which post. */
export class Roster {
  private readonly members = new Map<string, StaffMember[]>();
  private readonly people = new Map<string, StaffMember>();

  add(post: Post, personId: string): void {
    const { role, region } = post;
    const held = [{ id: personId, role, regionId: region.id, path: region.path }];
    const member = {
      name: post.name,
      actor: new Actor(personId, '', held, true, null),
      trained: post.trainedDaysAgo !== null,
    };
    this.members.set(`${role} ${region.id}`, [...this.all(role, region), member]);
    this.people.set(personId, member);
  }

  person(personId: string): StaffMember {
    return this.people.get(personId)!;
  }

  at(role: Role, region: RegionRecord): StaffMember {
    return this.find(role, region)!;
  }

  /** Of several who hold the same post the first. */
  find(role: Role, region: RegionRecord): StaffMember | undefined {
    return this.all(role, region)[0];
  }

  all(role: Role, region: RegionRecord): StaffMember[] {
    return this.members.get(`${role} ${region.id}`) ?? [];
  }
}

/** A chance of its own: who carries the directives decides nothing else. */
const seedOfChains = 20_210_518;

/** Hires everybody a campaign needs; those that a visitor should meet first come first. */
export async function hireStaff(
  { database, people, calendar }: DemoServices,
  places: DemoPlaces,
  phones: InventedPhones,
  chance: Chance,
): Promise<Roster> {
  const roster = new Roster();
  const ofChains = new Chance(seedOfChains);
  const posts = [...postsOf(places, chance), ...chainPosts(places, () => someName(ofChains))];
  await database.transaction(async (transaction) => {
    for (const post of posts) {
      const member = {
        name: post.name,
        phone: phones.next(),
        posts: [{ role: post.role, regionId: post.region.id }],
        ...(post.trainedDaysAgo === null ? {} : { trainedOn: calendar.date(post.trainedDaysAgo) }),
      };
      roster.add(post, await people.createStaff(transaction, member, null));
    }
  });
  return roster;
}

function postsOf({ campaign, region, townships }: DemoPlaces, chance: Chance): Post[] {
  const trainedDaysAgo = campaign.startedDaysAgo + 3;
  const untrained = campaign.hasUntrainedWorker ? townships[0]!.villages[0]!.grids[1] : undefined;
  const post = (role: Role, at: RegionRecord, name = someName(chance)): Post => ({
    role,
    region: at,
    name,
    trainedDaysAgo,
  });
  return [
    ...(region.level === Level.County ? [post(Role.CountyOffice, region)] : []),
    ...townships.flatMap((township) => [
      ...[Role.TownshipOffice, Role.TownshipLeader, Role.Police].map((role) => post(role, township.region)),
      post(Role.AuxiliaryPolice, township.villages[0]!.region),
      ...township.villages.flatMap((village) => [
        post(Role.VillageHead, village.region, village.showcase?.head),
        ...gridWorkers(village, post),
        post(Role.GridChief, village.region),
        ...village.groups.map((group) => post(Role.GroupLeader, group)),
        ...(village.school ? [post(Role.Teacher, village.school)] : []),
      ]),
    ]),
  ].map((each) =>
    each.role === Role.GridWorker && each.region === untrained ? { ...each, trainedDaysAgo: null } : each,
  );
}

/** The showcase's 张伟 stands first: he is the one the first steps name. */
function gridWorkers(village: DemoVillage, post: (role: Role, at: RegionRecord, name?: string) => Post): Post[] {
  const { showcase } = village;
  const workers = village.grids.map((grid, index) => post(Role.GridWorker, grid, showcase?.grids[index]!.worker));
  return showcase ? workers.reverse() : workers;
}

function someName(chance: Chance): string {
  return inventedName(chance, chance.happens(0.6) ? 'man' : 'woman');
}
