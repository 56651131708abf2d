import { Role } from '../../../common/auth/index.js';
import { DateField, EnumField, IdField, IntegerField, ListField, TextField } from '../../../common/http/index.js';
import { passwordMinLength } from '../people.rules.js';
import { MyPost } from './session.dto.js';

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

export class PeopleQuery {
  @IntegerField({ min: 1, optional: true, query: true }) regionId?: number;
  @EnumField(Role, 'Role', { optional: true }) role?: Role;
}

export class Person {
  @IdField() id: string;
  @TextField() name: string;
  @TextField({ nullable: true }) phoneMasked: string | null;
  @ListField(MyPost) posts: MyPost[];
  @DateField({ nullable: true }) trainedOn: string | null;
  @IntegerField() doors: number;
}

export class PersonList {
  @ListField(Person) items: Person[];
}
