import {
  EnumField,
  IdField,
  IdListField,
  InstantField,
  IntegerField,
  ListField,
  ObjectField,
  TextField,
} from '../../../common/http/index.js';
import { ProgressState } from '../../coverage/index.js';

const mostPupils = 200;

export class ClassQuery {
  @IntegerField({ min: 1, optional: true, query: true }) regionId?: number;
  /** `next` of the page before. */
  @TextField({ min: 1, max: 300, optional: true }) after?: string;
  @IntegerField({ min: 1, max: 200, query: true, optional: true }) limit?: number;
}

export class ClassTeacher {
  @IdField() personId: string;
  @TextField() name: string;
}

/** The plan by whose current round the visits are counted: the one of the smallest region around the class. */
export class ClassPlan {
  @IdField() id: string;
  @TextField() name: string;
  @IntegerField() round: number;
}

/** A class of a school: pupils are a number, families are households. Nothing is kept about a pupil. */
export class SchoolClass {
  /** Also the id of the class as a door. */
  @IdField() id: string;
  @TextField() name: string;
  /** Null for a class that was registered at the door and belongs to no school yet. */
  @IntegerField({ nullable: true }) unitId: number | null;
  @TextField({ nullable: true }) unitName: string | null;
  @IntegerField() gridId: number;
  @TextField() gridName: string;
  @IntegerField() pupils: number;
  @ListField(ClassTeacher) teachers: ClassTeacher[];
  @IntegerField() families: number;
  @IntegerField() familiesVisited: number;
  /** Of the class itself, where the plan counts classes. */
  @EnumField(ProgressState, 'ProgressState', { nullable: true }) state: ProgressState | null;
  @ObjectField(ClassPlan, { nullable: true }) plan: ClassPlan | null;
}

export class ClassList {
  @ListField(SchoolClass) items: SchoolClass[];
  @TextField({ nullable: true }) next: string | null;
  @IntegerField() total: number;
}

export class NewClass {
  /** The school, a unit of the tree. */
  @IntegerField({ min: 1 }) unitId: number;
  @TextField({ min: 1, max: 60 }) name: string;
  /** Where it stands; may be absent where the school's village has one grid only. */
  @IntegerField({ min: 1, optional: true }) gridId?: number;
  @IntegerField({ max: mostPupils }) pupils: number;
  @IdField({ optional: true }) teacherId?: string;
}

export class ClassChange {
  @IntegerField({ min: 1, optional: true }) unitId?: number;
  @TextField({ min: 1, max: 60, optional: true }) name?: string;
  @IntegerField({ max: mostPupils, optional: true }) pupils?: number;
  /** Null: nobody for now. The class and its families go from the one to the other. */
  @IdField({ optional: true, nullable: true }) teacherId?: string | null;
}

export class FamilyDoors {
  @IdListField({ max: 500 }) doorIds: string[];
}

export class ClassFamily {
  @IdField() doorId: string;
  @TextField() code: string;
  /** The name, masked for those who may not read it. */
  @TextField() label: string;
  @TextField() villageName: string;
  @TextField() gridName: string;
  @EnumField(ProgressState, 'ProgressState', { nullable: true }) state: ProgressState | null;
  @InstantField({ nullable: true }) lastVisitAt: number | null;
}

export class ClassFamilyList {
  @ListField(ClassFamily) items: ClassFamily[];
}
