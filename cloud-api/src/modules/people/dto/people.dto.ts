import { Role } from '../../../common/auth/index.js';
import {
  DateField,
  EnumField,
  FlagField,
  IdField,
  IntegerField,
  ListField,
  TextField,
} from '../../../common/http/index.js';
import { passwordMinLength } from '../people.rules.js';
import { MyPost } from './session.dto.js';
import { TeamMember } from './team.dto.js';

export class NewPost {
  @EnumField(Role, 'Role') role: Role;
  @IntegerField({ min: 1 }) regionId: number;
}

export class NewPerson extends NewPost {
  @TextField({ min: 1, max: 30 }) name: string;
  @TextField({ min: 11, max: 20, optional: true }) phone?: string;
}

export class NewTraining {
  @DateField() trainedOn: string;
  @TextField({ min: 1, max: 120 }) topic: string;
}

export class NewPassword {
  @TextField({ min: passwordMinLength, max: 200 }) password: string;
}

export const PeopleSort = { Name: 'name', Doors: 'doors' } as const;
export type PeopleSort = (typeof PeopleSort)[keyof typeof PeopleSort];

export class PeopleQuery {
  @IntegerField({ min: 1, optional: true, query: true }) regionId?: number;
  @EnumField(Role, 'Role', { optional: true }) role?: Role;
  /** A part of the name, its pinyin or initials; a part of a place's name; or a whole phone number. */
  @TextField({ min: 1, max: 30, optional: true }) q?: string;
  @FlagField({ optional: true }) trained?: 'true' | 'false';
  /** By name unless told; `doors`: those with the most first. */
  @EnumField(PeopleSort, 'PeopleSort', { optional: true }) sort?: PeopleSort;
  /** `next` of the page before. */
  @TextField({ min: 1, max: 300, optional: true }) after?: string;
  @IntegerField({ min: 1, max: 200, query: true, optional: true }) limit?: number;
}

export class Person {
  @IdField() id: string;
  @TextField() name: string;
  @TextField({ nullable: true }) phoneMasked: string | null;
  @ListField(MyPost) posts: MyPost[];
  @DateField({ nullable: true }) trainedOn: string | null;
  /** Doors that are theirs by name. */
  @IntegerField() doors: number;
  /** The police of a 网格员, the 网格员 of a police officer. */
  @ListField(TeamMember) team: TeamMember[];
}

export class PersonList {
  @ListField(Person) items: Person[];
  @TextField({ nullable: true }) next: string | null;
  @IntegerField() total: number;
}
