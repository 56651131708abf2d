import { v7 as uuid7 } from 'uuid';
import { DoorKind, Relation, ResidentTag } from '../src/modules/plans/index.js';
import type { RegionRecord } from '../src/modules/regions/index.js';
import type { Chance } from './chance.js';
import { type InventedPhones, inventedName, type Sex } from './names.js';
import { type DemoVillage, near, type Point } from './places.js';

export interface DemoResident {
  id: string;
  name: string;
  relation: Relation;
  birthMonth: string;
  tags: ResidentTag[];
  phone: string | null;
}

export interface DemoDoor {
  id: string;
  kind: DoorKind;
  code: string;
  name: string;
  address: string;
  grid: RegionRecord;
  group: RegionRecord;
  /** The school of a class. */
  unit: RegionRecord | null;
  childrenUnder14: number;
  location: Point;
  residents: DemoResident[];
}

const streets = ['中街', '东街', '西街', '南街', '北巷', '后街', '河沿路', '新村路'];
const shops = ['便民超市', '老街面馆', '顺发五金店', '惠民药店', '丰收农资店', '新风理发店', '百家小吃店'];
const enterprises = ['山泉食品厂', '绿源养殖场', '青石建材厂', '云岭茶叶合作社'];
const classNames = ['一年级一班', '三年级一班', '五年级二班'];
/** About three hundred metres. */
const gridSpread = 0.003;

type Occupants = Pick<DemoDoor, 'kind' | 'name' | 'unit' | 'childrenUnder14' | 'residents'>;

/** Invents the doors of one grid: mostly households, a shop or two, sometimes an enterprise or a class. */
export class DoorInventor {
  constructor(
    private readonly thisYear: number,
    private readonly phones: InventedPhones,
    private readonly chance: Chance,
  ) {}

  doorsOf(village: DemoVillage, grid: RegionRecord, count: number): DemoDoor[] {
    const { chance } = this;
    const centre = near(village.centre, gridSpread * 2, chance);
    const number = village.grids.indexOf(grid) + 1;
    const others = this.otherKinds(village, grid, count);
    return Array.from({ length: count }, (_, index) => {
      const street = streets[Math.floor((index / count) * streets.length)]!;
      const place = {
        id: uuid7(),
        code: `${number}-${String(index + 1).padStart(2, '0')}`,
        address: `${village.region.name}${street} ${1 + (index % 18) * 2} 号`,
        grid,
        group: village.groups[Math.floor((index / count) * village.groups.length)]!,
        location: near(centre, gridSpread, chance),
      };
      return { ...place, ...(others.get(index) ?? this.household()) };
    });
  }

  household(): Occupants {
    const { chance } = this;
    const sex: Sex = chance.happens(0.8) ? 'man' : 'woman';
    const headAge = chance.whole(28, 78);
    const head = this.person(Relation.Head, headAge, sex);
    const surname = head.name[0]!;
    const child = headAge > 42 && chance.happens(0.6);
    const residents = [
      head,
      ...(chance.happens(0.85) ? [this.person(Relation.Spouse, headAge - 2, sex === 'man' ? 'woman' : 'man')] : []),
      ...(child ? [this.person(Relation.Child, headAge - 25, chance.pick(['man', 'woman']), surname)] : []),
      ...(headAge < 55 && chance.happens(0.4) ? [this.person(Relation.Parent, headAge + 25, 'woman')] : []),
    ];
    return {
      kind: DoorKind.Household,
      name: head.name,
      unit: null,
      childrenUnder14: headAge < 62 && chance.happens(0.35) ? chance.whole(1, 2) : 0,
      residents,
    };
  }

  private otherKinds(village: DemoVillage, grid: RegionRecord, count: number) {
    const { chance } = this;
    const others = new Map<number, Occupants>();
    others.set(Math.min(11, count - 1), {
      kind: DoorKind.IndividualBusiness,
      name: chance.pick(shops),
      unit: null,
      childrenUnder14: 0,
      residents: [this.worker(Relation.Owner, ResidentTag.IndividualBusiness)],
    });
    if (chance.happens(0.4) || count > 100) {
      others.set(Math.floor(count / 2), {
        kind: DoorKind.Enterprise,
        name: `${village.region.name.replace(/村$|社区$/, '')}${chance.pick(enterprises)}`,
        unit: null,
        childrenUnder14: 0,
        residents: [
          this.worker(Relation.Owner, ResidentTag.EnterpriseHead),
          this.worker(Relation.Staff, ResidentTag.FinanceStaff),
        ],
      });
    }
    if (village.school && grid === village.grids[0]) {
      // The pupils are under 14: the class is a door, and they are a number.
      others.set(count - 1, {
        kind: DoorKind.Class,
        name: `${village.school.name}${chance.pick(classNames)}`,
        unit: village.school,
        childrenUnder14: chance.whole(12, 20),
        residents: [],
      });
    }
    return others;
  }

  private worker(relation: Relation, tag: ResidentTag): DemoResident {
    const person = this.person(relation, this.chance.whole(26, 58), this.chance.pick(['man', 'woman']));
    return { ...person, tags: [tag] };
  }

  private person(relation: Relation, age: number, sex: Sex, surname?: string): DemoResident {
    const { chance } = this;
    const month = String(chance.whole(1, 12)).padStart(2, '0');
    return {
      id: uuid7(),
      name: inventedName(chance, sex, surname),
      relation,
      birthMonth: `${this.thisYear - age}-${month}`,
      tags: this.tagsAt(age),
      phone: age < 75 && chance.happens(0.7) ? this.phones.next() : null,
    };
  }

  private tagsAt(age: number): ResidentTag[] {
    const { chance } = this;
    if (age >= 60) return chance.happens(0.25) ? [ResidentTag.Elderly, ResidentTag.LeftBehind] : [ResidentTag.Elderly];
    if (age >= 30 && age < 50 && chance.happens(0.12)) return [ResidentTag.StudyCompanion];
    if (age < 55 && chance.happens(0.2)) return [chance.pick([ResidentTag.Returnee, ResidentTag.MigrantWorker])];
    return age >= 28 && age < 48 && chance.happens(0.3) ? [ResidentTag.TeacherStudentParent] : [];
  }
}
