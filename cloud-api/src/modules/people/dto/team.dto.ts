import { Role } from '../../../common/auth/index.js';
import { EnumField, IdField, TextField } from '../../../common/http/index.js';

/** Somebody with whom a person goes from door to door. */
export class TeamMember {
  @IdField() personId: string;
  @TextField() name: string;
  /** By which they belong to the team. */
  @EnumField(Role, 'Role') role: Role;
}
