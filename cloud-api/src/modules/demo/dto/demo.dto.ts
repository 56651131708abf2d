import { EnumField, IdField, ListField, TextField } from '../../../common/http/index.js';
import { Role } from '../../../common/auth/index.js';

export class DemoPerson {
  @IdField() personId: string;
  @TextField() name: string;
  /** Null for a villager. */
  @EnumField(Role, 'Role', { nullable: true }) role: Role | null;
  @TextField() roleLabel: string;
  @TextField() place: string;
}

export class DemoPlace {
  @TextField() name: string;
  @ListField(DemoPerson) people: DemoPerson[];
}

export class DemoPeople {
  @ListField(DemoPlace) places: DemoPlace[];
}

/** A group of the demo's WeChat. */
export class DemoGroup {
  @IdField() groupId: string;
}
