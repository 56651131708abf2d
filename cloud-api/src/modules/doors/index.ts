export { AssignmentsService } from './assignments.service.js';
export { mayAt, outOfReach } from './door-access.js';
export type { DoorFacts, DoorState } from './door.repository.js';
export { Exclusion, ExclusionState, toDegrees, toMicrodegrees } from './door.rules.js';
export { DoorsModule } from './doors.module.js';
export { DoorsService } from './doors.service.js';
export { Location } from './dto/door-commands.dto.js';
