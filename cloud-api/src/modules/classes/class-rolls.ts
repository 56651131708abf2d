import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../common/database/index.js';
import { ClassesRepository } from './classes.repository.js';

/** A class as others need it: whose it is, and the doors of its families. */
export interface ClassRoll {
  id: string;
  name: string;
  unitId: number | null;
  /** The 班主任, the one who has had it longest first. */
  teachers: { personId: string; name: string }[];
  doorIds: string[];
}

@Injectable()
export class ClassRolls {
  constructor(private readonly classes: ClassesRepository) {}

  /** Null when there is no such class. */
  async one(on: Queryable, classId: string): Promise<ClassRoll | null> {
    const [row] = await this.classes.byIds(on, [classId]);
    if (!row) return null;
    const teachers = await this.classes.teachers(on, [classId]);
    const families = await this.classes.families(on, [classId]);
    return {
      id: row.id,
      name: row.name,
      unitId: row.unitId,
      teachers: teachers.map(({ personId, name }) => ({ personId, name })),
      doorIds: families.map(({ doorId }) => doorId),
    };
  }
}
