import { Role } from '../src/common/auth/index.js';
import { DoorKind } from '../src/modules/plans/index.js';
import type { DemoDoor } from './households.js';
import type { DemoServices } from './services.js';
import type { Settled } from './settle.js';

const names = ['四年级一班', '六年级一班'] as const;
const pupilsOfClass = 16;
const mostFamilies = 12;

/** More classes of the school, each with a 班主任 of its own, and the families of all. */
export async function openClasses(
  { classes }: DemoServices,
  { region, townships, roster }: Settled,
  doors: readonly DemoDoor[],
): Promise<void> {
  const office = roster.at(Role.TownshipOffice, region).actor;
  const { school, grids } = townships[0]!.villages[0]!;
  const [, ...more] = roster.all(Role.Teacher, school!);
  const ids = doors.filter(({ kind }) => kind === DoorKind.Class).map(({ id }) => id);
  for (const [index, teacher] of more.entries()) {
    const described = { name: `${school!.name}${names[index]!}`, pupils: pupilsOfClass };
    const place = { unitId: school!.id, gridId: grids[0]!.id };
    const added = await classes.create(office, { ...described, ...place, teacherId: teacher.actor.personId });
    ids.push(added.id);
  }
  const families = doors.filter(({ kind, childrenUnder14 }) => kind === DoorKind.Household && childrenUnder14 > 0);
  for (const [index, id] of ids.entries()) {
    const doorIds = families.slice(index * mostFamilies, (index + 1) * mostFamilies).map((family) => family.id);
    if (doorIds.length > 0) await classes.link(office, id, { doorIds });
  }
}
