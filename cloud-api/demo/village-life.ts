import { v7 as uuid7 } from 'uuid';
import { Role } from '../src/common/auth/index.js';
import { DoorKind } from '../src/modules/plans/index.js';
import type { RegionRecord } from '../src/modules/regions/index.js';
import type { Chance } from './chance.js';
import { doorsInBook, Fate, fatesOf, type GridStanding } from './fates.js';
import type { DemoDoor, DoorInventor } from './households.js';
import type { PlaceSize } from './place-sizes.js';
import type { DemoVillage } from './places.js';
import type { Roster, StaffMember } from './staff.js';
import type { Story } from './story.js';

type Household = ReturnType<DoorInventor['household']>;

interface FatedDoor {
  door: DemoDoor;
  fate: Fate;
}

export interface DoorWithFate extends FatedDoor {
  visitor: StaffMember;
}

const familiesOfClass = 6;
const shareOfFamilies = 1 / 4;
const large = 100;

/** What happened in a village: its doors, their fates, who went there. */
export class VillageLife {
  constructor(
    private readonly staff: { roster: Roster },
    private readonly inventor: DoorInventor,
    private readonly story: Story,
    private readonly chance: Chance,
  ) {}

  live(township: RegionRecord, village: DemoVillage, size: PlaceSize): DoorWithFate[] {
    const police = this.staff.roster.at(Role.Police, township);
    return village.grids.flatMap((grid) => {
      const standing = this.standingOf(village, grid, size);
      const doors = this.withVisitors(village, grid, this.fatedDoors(village, grid, standing));
      for (const { door, fate, visitor } of doors) this.story.tell(door, fate, visitor, police);
      const worker = this.staff.roster.at(Role.GridWorker, grid);
      for (let found = 0; found < standing.foundAtDoor; found += 1) {
        const near = doors[found * 3]!.door;
        const household = this.inventor.household();
        this.story.findAtDoor(found === 1 ? asKnown(household, near) : household, near, worker);
      }
      return doors;
    });
  }

  /** The showcase stands as it is drawn, an untrained worker has hardly begun, the others stand by chance. */
  private standingOf(village: DemoVillage, grid: RegionRecord, { doorsPerGrid }: PlaceSize): GridStanding {
    const { chance } = this;
    const drawn = village.showcase?.grids[village.grids.indexOf(grid)];
    if (drawn) {
      const { doors, coveredShare } = drawn;
      return { doors, coveredShare, excluded: doors > large ? 3 : 1, foundAtDoor: doors > large ? 2 : 0 };
    }
    const isUntrained = !this.staff.roster.at(Role.GridWorker, grid).trained;
    return {
      doors: chance.whole(...doorsPerGrid),
      coveredShare: isUntrained ? 0.4 : chance.whole(62, 94) / 100,
      excluded: chance.happens(0.4) ? 1 : 0,
      foundAtDoor: chance.happens(0.25) ? 1 : 0,
    };
  }

  private fatedDoors(village: DemoVillage, grid: RegionRecord, standing: GridStanding): FatedDoor[] {
    const fates = fatesOf(standing, this.chance);
    const doors = this.inventor
      .doorsOf(village, grid, doorsInBook(standing))
      .map((door, index) => ({ door, fate: fates[index]! }));
    if (village.showcase && doors.length > large) castShowcase(doors);
    return doors;
  }

  /** The class and some of its families are the teacher's, the rest is the grid worker's. */
  private withVisitors(village: DemoVillage, grid: RegionRecord, doors: readonly FatedDoor[]): DoorWithFate[] {
    const { roster } = this.staff;
    const worker = roster.at(Role.GridWorker, grid);
    const hasClass = doors.some(({ door }) => door.kind === DoorKind.Class);
    const teacher = hasClass ? roster.at(Role.Teacher, village.school!) : worker;
    const families = new Set(
      doors
        .filter(({ door, fate }) => door.kind === DoorKind.Household && fate === Fate.Covered)
        .slice(0, Math.min(familiesOfClass, Math.floor(doors.length * shareOfFamilies))),
    );
    return doors.map((each) => {
      const isTeachers = each.door.kind === DoorKind.Class || families.has(each);
      return { ...each, visitor: isTeachers ? teacher : worker };
    });
  }
}

/** The visitor did not recognise a household of the book and wrote its people down again: the two are likely one. */
function asKnown(household: Household, { name, residents }: DemoDoor): Household {
  return { ...household, name, residents: residents.map((resident) => ({ ...resident, id: uuid7() })) };
}

/** Names and fates of the doors that the first steps lead to. */
function castShowcase(doors: FatedDoor[]): void {
  for (const { index, name, fate, insteadOf } of cast) {
    const { door } = doors[index]!;
    door.name = name;
    door.residents[0]!.name = name;
    exchangeFate(doors, index, insteadOf ?? fate);
    doors[index]!.fate = fate;
  }
}

const cast: { index: number; name: string; fate: Fate; insteadOf?: Fate }[] = [
  { index: 6, name: '王大福', fate: Fate.Never },
  { index: 7, name: '李秀兰', fate: Fate.Nobody },
  { index: 10, name: '赵建平', fate: Fate.Away },
  { index: 11, name: '便民超市', fate: Fate.Never },
  { index: 12, name: '孙桂英', fate: Fate.ExclusionRequested, insteadOf: Fate.Never },
  { index: 13, name: '周文斌', fate: Fate.CoveredByCorrection, insteadOf: Fate.Covered },
];

/** Another door that has the fate takes over this one's, so that the counts stay as drawn. */
function exchangeFate(doors: FatedDoor[], index: number, fate: Fate): void {
  const own = doors[index]!;
  if (own.fate === fate) return;
  const other = doors.slice(cast.at(-1)!.index + 1).find((door) => door.fate === fate);
  if (other) other.fate = own.fate;
}
