import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../common/database/index.js';
import { Level, parentPath, RegionsService } from '../regions/index.js';
import { teachesAt } from './class-fields.rules.js';
import { ClassListRepository, type SchoolPlace } from './class-list.repository.js';
import type { ClassListRow, ClassState } from './class-plan.rules.js';
import { ClassesRepository, type ClassRow } from './classes.repository.js';

/** Reads what a class list has to be compared with, the same way for the check and for the publishing. */
@Injectable()
export class ClassStates {
  constructor(
    private readonly lists: ClassListRepository,
    private readonly classes: ClassesRepository,
    private readonly regions: RegionsService,
  ) {}

  async read(on: Queryable, path: string, rows: readonly ClassListRow[]): Promise<ClassState> {
    const units = (await this.lists.units(on, path)).filter(({ id }) => rows.some(({ unitId }) => unitId === id));
    const known = await this.classes.ofUnits(
      on,
      units.map(({ id }) => id),
    );
    const ids = known.map(({ id }) => id);
    const teachers = await this.classes.teachers(on, ids);
    const families = await this.classes.families(on, ids);
    return {
      classes: known.map(({ id, name, gridId, pupils, unitId }) => ({
        id,
        unitId: unitId!,
        name,
        gridId,
        pupils,
        teacherIds: teachers.filter(({ classId }) => classId === id).map(({ personId }) => personId),
        families: families.filter(({ classId }) => classId === id).map(({ doorId }) => doorId),
      })),
      teachers: await this.teachersOf(on, units),
      doors: await this.lists.householdsNamed(on, path, {
        phones: unique(rows.map(({ phoneIndex }) => phoneIndex ?? '')),
        codes: unique(rows.map(({ code }) => code)),
        names: unique(rows.map(({ guardian }) => guardian)),
      }),
      grids: await this.gridsOf(on, units, known),
    };
  }

  private async teachersOf(on: Queryable, units: readonly SchoolPlace[]): Promise<ClassState['teachers']> {
    const posts = await this.lists.teacherPosts(on);
    const teachers = new Map<string, ClassState['teachers'][number]>();
    for (const { id, name, path } of posts) {
      const teacher = teachers.get(id) ?? { id, name, unitIds: [] };
      const schools = units.filter((unit) => teachesAt(path, unit.path)).map((unit) => unit.id);
      teacher.unitIds = [...new Set([...teacher.unitIds, ...schools])];
      teachers.set(id, teacher);
    }
    return [...teachers.values()].filter(({ unitIds }) => unitIds.length > 0);
  }

  /** A new class stands where the school's other classes do, or in the school's village; elsewhere a person has to say. */
  private async gridsOf(
    on: Queryable,
    units: readonly SchoolPlace[],
    known: readonly ClassRow[],
  ): Promise<ClassState['grids']> {
    const grids: ClassState['grids'] = [];
    for (const { id, path } of units) {
      const beside = known.find(({ unitId }) => unitId === id);
      const gridId = beside ? beside.gridId : await this.gridAround(on, parentPath(path));
      if (gridId !== null) grids.push({ unitId: id, gridId });
    }
    return grids;
  }

  private async gridAround(on: Queryable, path: string): Promise<number | null> {
    const open = (await this.regions.leavesUnder(on, path)).filter(({ closedOn }) => closedOn === null);
    const villages = new Set(open.map(({ parentId }) => parentId));
    const parent = open[0] && (await this.regions.byIds(on, [open[0].parentId!])).get(open[0].parentId!);
    const isVillage = villages.size === 1 && parent?.level === Level.Village && parent.path === path;
    return open.length === 1 || isVillage ? open[0]!.id : null;
  }
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)].filter((value) => value !== '');
}
